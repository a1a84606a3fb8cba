import { type LocalRun, startLocal } from './start-local.ts';
import { synthesize } from './synthesis.ts';

const STATE = '.local';
const DEFAULT_PORT = 3000;

// Node 20 runs everything here; the SDK's advice concerns its releases of 2027.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

try {
  const run = await start();
  stopOnSignal(run);
  console.log(welcome(run.url));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}

async function start(): Promise<LocalRun> {
  const port = readPort(process.env.PORT);
  const assembly = await synthesize();
  const fresh = process.argv.includes('--fresh');
  return startLocal({ assembly, port, stateDir: STATE, fresh, demo: 'dist/demo' });
}

function readPort(text: string | undefined): number {
  if (text === undefined || text === '') return DEFAULT_PORT;
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port;
  throw new Error(`PORT is ${text}, which is no port number.`);
}

function stopOnSignal(run: LocalRun): void {
  const stop = () => {
    run.stop().then(
      () => process.exit(0),
      (error) => {
        console.error(`The run did not stop cleanly: ${error}`);
        process.exit(1);
      },
    );
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

function welcome(url: string): string {
  return [
    '',
    'Support chat is running on this computer:',
    `  ${url}/               a shop with the chat widget on it`,
    `  ${url}/options.html   every option and command of the widget`,
    `  ${url}/admin/         the admins' inbox`,
    `  ${url}/_local/emails  the emails that were sent`,
    '',
    `Everything is kept in ${STATE}/ for the next start; "npm start -- --fresh" starts with nothing.`,
    'Ctrl+C stops it.',
  ].join('\n');
}
