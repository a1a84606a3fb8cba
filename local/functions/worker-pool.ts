import type { InvokeResult } from '../types.ts';
import type { FunctionSettings } from './settings.ts';
import { type FunctionWorker, startWorker } from './worker.ts';

/** The execution environments of one function. */
export type WorkerPool = {
  /** Waits for a free worker, or starts one while there are fewer than the most allowed. */
  invoke(event: unknown): Promise<InvokeResult>;
  stop(): Promise<void>;
};

const MOST_WORKERS = 4;
/** Lambda's limit for an event and for an answer (Lambda quotas, invocation payload). */
const MOST_PAYLOAD_BYTES = 6 * 1024 * 1024;

export function createWorkerPool(
  settings: FunctionSettings,
  log: (text: string) => void,
): WorkerPool {
  const workers = new Set<FunctionWorker>();
  const free: FunctionWorker[] = [];
  const waiting: ((worker: FunctionWorker | undefined) => void)[] = [];
  let stopped = false;
  return {
    async invoke(event) {
      const json = JSON.stringify(event) ?? 'null';
      if (Buffer.byteLength(json) > MOST_PAYLOAD_BYTES) {
        return tooLarge('RequestEntityTooLargeException', 'Request');
      }
      const worker = await take();
      if (worker === undefined) {
        return { ok: false, errorType: 'Stopped', errorMessage: 'The run has ended.' };
      }
      const result = await worker.run(json);
      release(worker);
      return readResult(result);
    },
    async stop() {
      stopped = true;
      for (const tell of waiting.splice(0)) tell(undefined);
      await Promise.all([...workers].map((worker) => worker.stop()));
    },
  };

  async function take(): Promise<FunctionWorker | undefined> {
    if (stopped) return undefined;
    for (let worker = free.pop(); worker !== undefined; worker = free.pop()) {
      if (!worker.isGone()) return worker;
      workers.delete(worker);
    }
    if (workers.size < MOST_WORKERS) return addWorker();
    return new Promise((resolve) => waiting.push(resolve));
  }

  function addWorker(): FunctionWorker {
    const worker = startWorker(settings, log);
    workers.add(worker);
    return worker;
  }

  function release(worker: FunctionWorker): void {
    if (stopped) return;
    if (worker.isGone()) workers.delete(worker);
    const next = waiting.shift();
    if (next !== undefined) next(worker.isGone() ? addWorker() : worker);
    else if (!worker.isGone()) free.push(worker);
  }
}

function readResult(result: Awaited<ReturnType<FunctionWorker['run']>>): InvokeResult {
  if (!result.ok) return result;
  if (Buffer.byteLength(result.payload) > MOST_PAYLOAD_BYTES) {
    return tooLarge('Function.ResponseSizeTooLarge', 'Response');
  }
  const payload: unknown = JSON.parse(result.payload);
  return { ok: true, payload };
}

function tooLarge(errorType: string, what: string): InvokeResult {
  const errorMessage = `${what} payload size exceeded maximum allowed payload size (6291456 bytes).`;
  return { ok: false, errorType, errorMessage };
}
