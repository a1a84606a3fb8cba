import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { docker } from './docker.ts';
import { DYNAMODB_LOCAL_LIMITS, dynamoDbLocalOptions } from './dynamodb-local.ts';
import { onDeathOfThisProcess, untilReady } from './start-server.ts';
import type { Engine } from './types.ts';

/** The same release as the npm package has, so that both can read the same files. */
export const IMAGE = 'amazon/dynamodb-local:3.3.0';
const PORT = '8000';
const DATA_FOLDER = '/data';
const READY_DEADLINE_MS = 60_000;

/** Amazon's own DynamoDB Local in a container of its own, which only this computer can reach. */
export function dynamoDbLocalInDocker(): Engine {
  return {
    name: 'docker',
    stateFolder: 'dynamodb-local',
    ...DYNAMODB_LOCAL_LIMITS,
    async download() {
      const isHere = await docker('image', 'inspect', IMAGE).then(
        () => true,
        () => false,
      );
      if (isHere) return;
      process.stdout.write(`Downloading ${IMAGE} …\n`);
      await docker('pull', '--quiet', IMAGE);
    },
    async start({ folder }) {
      const container = `dynamodb-local-${randomUUID()}`;
      const watchdog = onDeathOfThisProcess('docker', 'rm', '--force', container);
      const stop = async () => {
        await docker('rm', '--force', container);
        watchdog.cancel();
      };
      try {
        await docker('run', '--detach', ...containerOptions(container, folder));
        const endpoint = `http://${(await docker('port', container, PORT)).split('\n')[0]}`;
        const isReady = await untilReady(endpoint, { deadlineMs: READY_DEADLINE_MS });
        if (isReady) return { endpoint, isOwn: true, stop };
        throw new Error(`DynamoDB Local does not respond in its container of ${IMAGE}.`);
      } catch (error) {
        await stop().catch(() => {});
        throw error;
      }
    },
  };
}

/** The image's own user could not write into a folder of ours on Linux. */
function containerOptions(name: string, folder: string | undefined): string[] {
  const user = process.platform === 'linux' && process.getuid && process.getgid;
  return [
    ...['--rm', '--name', name, '--publish', `127.0.0.1::${PORT}`],
    ...(user ? ['--user', `${process.getuid?.()}:${process.getgid?.()}`] : []),
    ...(folder === undefined ? [] : ['--volume', `${resolve(folder)}:${DATA_FOLDER}`]),
    IMAGE,
    ...['-jar', 'DynamoDBLocal.jar'],
    ...dynamoDbLocalOptions(folder && DATA_FOLDER),
    ...['-port', PORT],
  ];
}
