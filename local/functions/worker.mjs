// Runs one function's code: the other side of `worker.ts`. Plain JavaScript, because a worker thread
// starts without the loader that the rest of the run-time is read with.

import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';

const handler = await loadHandler(workerData.taskRoot, process.env._HANDLER ?? '');
parentPort?.on('message', async ({ event, context, deadlineMs }) => {
  parentPort?.postMessage(await run(event, context, deadlineMs));
});
parentPort?.postMessage({ ready: true });

async function run(event, context, deadlineMs) {
  try {
    const result = await handler(JSON.parse(event), {
      ...context,
      callbackWaitsForEmptyEventLoop: true,
      getRemainingTimeInMillis: () => Math.max(0, deadlineMs - Date.now()),
    });
    return { payload: JSON.stringify(result) ?? 'null' };
  } catch (error) {
    return describe(error);
  }
}

function describe(error) {
  if (!(error instanceof Error)) return { errorType: typeof error, errorMessage: String(error) };
  return { errorType: error.name, errorMessage: error.message };
}

async function loadHandler(taskRoot, path) {
  const dot = path.lastIndexOf('.');
  const file = await findModule(join(taskRoot, path.slice(0, dot)));
  const loaded = await import(pathToFileURL(file).href);
  const found = loaded[path.slice(dot + 1)] ?? loaded.default?.[path.slice(dot + 1)];
  if (typeof found === 'function') return found;
  throw new Error(`${path} is undefined or not exported`);
}

async function findModule(base) {
  for (const ending of ['.js', '.mjs', '.cjs']) {
    const found = await access(base + ending).then(
      () => true,
      () => false,
    );
    if (found) return base + ending;
  }
  throw new Error(`Cannot find module '${base}'`);
}
