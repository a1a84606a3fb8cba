import { randomUUID } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import * as v from 'valibot';
import type { InvokeResult } from '../types.ts';
import type { FunctionSettings } from './settings.ts';

/** One execution environment of a function: it handles one event at a time and keeps its memory. */
export type FunctionWorker = {
  /** `event` and the result's payload are JSON, as the cloud hands them over. */
  run(event: string): Promise<WorkerResult>;
  /** Whether it cannot run any more: it ended, or ran out of time. */
  isGone(): boolean;
  stop(): Promise<void>;
};
type WorkerResult = { ok: true; payload: string } | Extract<InvokeResult, { ok: false }>;

/** `log` receives what the function prints. The code is loaded at once, as in a cold start. */
export function startWorker(
  settings: FunctionSettings,
  log: (text: string) => void,
): FunctionWorker {
  const worker = startThread(settings, log);
  const logStream = randomUUID();
  const loaded = deferred();
  // Nobody waits for the code before the first event; what went wrong is told then.
  loaded.promise.catch(() => {});
  let gone = false;
  let settle: ((result: WorkerResult) => void) | undefined;
  const end = (failure: Failure) => {
    gone = true;
    clearTimeout(loading);
    loaded.reject(new LoadError(failure));
    settle?.(failure);
  };
  const loading = setTimeout(() => {
    end(failure('Sandbox.Timedout', 'Error: the code did not load in time'));
    void worker.terminate();
  }, LOADING_LIMIT_MS);
  worker.on('message', (message: unknown) => {
    if (!v.is(readySchema, message)) return settle?.(readReply(message));
    clearTimeout(loading);
    loaded.resolve();
  });
  worker.on('error', (error) => end(failure(error.name, error.message)));
  worker.on('exit', (code) =>
    end(failure('Runtime.ExitError', `Error: Runtime exited with error: exit status ${code}`)),
  );
  return {
    isGone: () => gone,
    async stop() {
      end(failure('Runtime.ExitError', 'Error: the run has ended'));
      await worker.terminate();
    },
    run,
  };

  async function run(event: string): Promise<WorkerResult> {
    try {
      await loaded.promise;
    } catch (error) {
      return error instanceof LoadError ? error.failure : failure('Runtime.Unknown', String(error));
    }
    if (gone) return failure('Runtime.ExitError', 'Error: Runtime exited between two events');
    const requestId = randomUUID();
    const deadlineMs = Date.now() + settings.timeoutMs;
    const replied = new Promise<WorkerResult>((resolve) => {
      settle = resolve;
    });
    const timer = setTimeout(() => {
      end(timedOut(settings, requestId));
      void worker.terminate();
    }, settings.timeoutMs);
    worker.postMessage({
      event,
      deadlineMs,
      context: contextOf(settings, requestId, logStream),
    });
    const result = await replied;
    clearTimeout(timer);
    settle = undefined;
    return result;
  }
}

function startThread(settings: FunctionSettings, log: (text: string) => void): Worker {
  const thread = new Worker(new URL('./worker.mjs', import.meta.url), {
    env: settings.environment,
    execArgv: [],
    resourceLimits: {
      maxOldGenerationSizeMb: settings.memoryMegabytes,
      // What is short-lived would else be let pile up in every worker, to be cleared more seldom.
      maxYoungGenerationSizeMb: YOUNG_MEMORY_MEGABYTES,
    },
    stdout: true,
    stderr: true,
    workerData: { taskRoot: settings.taskRoot },
  });
  thread.stdout.on('data', (chunk) => log(String(chunk)));
  thread.stderr.on('data', (chunk) => log(String(chunk)));
  return thread;
}

const YOUNG_MEMORY_MEGABYTES = 8;
const LOADING_LIMIT_MS = 30_000;

type Failure = Extract<InvokeResult, { ok: false }>;

class LoadError extends Error {
  override readonly name = 'LoadError';
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.errorMessage);
    this.failure = failure;
  }
}

const readySchema = v.object({ ready: v.literal(true) });
const payloadSchema = v.object({ payload: v.string() });
const failureSchema = v.object({ errorType: v.string(), errorMessage: v.string() });

function readReply(message: unknown): WorkerResult {
  if (v.is(payloadSchema, message)) return { ok: true, payload: message.payload };
  return { ok: false, ...v.parse(failureSchema, message) };
}

function failure(errorType: string, errorMessage: string): Failure {
  return { ok: false, errorType, errorMessage };
}

function timedOut({ timeoutMs }: FunctionSettings, requestId: string): Failure {
  const seconds = (timeoutMs / 1000).toFixed(2);
  const message = `RequestId: ${requestId} Error: Task timed out after ${seconds} seconds`;
  return failure('Sandbox.Timedout', message);
}

function contextOf(settings: FunctionSettings, awsRequestId: string, stream: string) {
  return {
    awsRequestId,
    functionName: settings.name,
    functionVersion: '$LATEST',
    invokedFunctionArn: settings.arn,
    memoryLimitInMB: String(settings.memoryMegabytes),
    logGroupName: `/aws/lambda/${settings.name}`,
    logStreamName: stream,
  };
}

function deferred() {
  let resolve = () => {};
  let reject: (error: Error) => void = () => {};
  const promise = new Promise<void>((onDone, onError) => {
    resolve = onDone;
    reject = onError;
  });
  return { promise, resolve, reject };
}
