import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { expect, onTestFinished, test, vi } from 'vitest';
import { type LocalOptions, startLocal } from '../../local/start-local.ts';
import { aTable } from './dynamodb/a-table.ts';
import { aFunction, aRole } from './functions/a-function.ts';
import { anAssembly } from './template/an-assembly.ts';

const RESOURCES = {
  ...aTable(),
  Site: {
    Type: 'AWS::CloudFront::Distribution',
    Properties: {
      DistributionConfig: {
        Enabled: true,
        Origins: [
          { Id: 'site', DomainName: 'files.s3.us-east-1.amazonaws.com', S3OriginConfig: {} },
        ],
        DefaultCacheBehavior: { TargetOriginId: 'site', ViewerProtocolPolicy: 'redirect-to-https' },
      },
    },
  },
  Files: { Type: 'AWS::S3::Bucket' },
};

async function start(options: Partial<LocalOptions> = {}) {
  const run = await startLocal({ assembly: anAssembly({ resources: RESOURCES }), ...options });
  onTestFinished(() => run.stop());
  return run;
}

test('[L5] several runs in one process share nothing', async () => {
  const [first, second] = await Promise.all([start(), start()]);
  expect(first.url).not.toBe(second.url);
  const { tableName } = first.database;
  const key = { pk: 'A', sk: 'B' };
  await first.database.client.send(new PutCommand({ TableName: tableName, Item: key }));
  const get = new GetCommand({ TableName: tableName, Key: key });
  expect((await first.database.client.send(get)).Item).toEqual(key);
  expect((await second.database.client.send(get)).Item).toBeUndefined();
});

test('[L4] with a folder the state outlives the run, unless it starts fresh', async () => {
  const stateDir = mkdtempSync(join(tmpdir(), 'state-'));
  const item = { pk: 'A', sk: 'B' };
  const get = new GetCommand({ TableName: 'chats', Key: item });
  const first = await start({ stateDir });
  await first.database.client.send(new PutCommand({ TableName: 'chats', Item: item }));
  await first.stop();
  const second = await start({ stateDir });
  expect((await second.database.client.send(get)).Item).toEqual(item);
  await second.stop();
  const third = await start({ stateDir, fresh: true });
  expect((await third.database.client.send(get)).Item).toBeUndefined();
});

test('a taken port is told in one sentence, and nothing stays behind', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  onTestFinished(() => void taken.close());
  const address = taken.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  await expect(start({ port })).rejects.toThrow(`Port ${port} is taken`);
});

test('[L2] what a changed template lacks stops the start, and the port is free again', async () => {
  const resources = { ...RESOURCES, ...aFunction('Socket'), ...aRole('Socket') };
  const withoutAsset = anAssembly({ resources });
  const probe = await start();
  const port = Number(new URL(probe.url).port);
  await probe.stop();
  await expect(start({ assembly: withoutAsset, port })).rejects.toThrow('asset Socket.zip');
  const next = await start({ port });
  expect(next.url).toBe(`http://localhost:${port}`);
});

test('an engine that cannot be run stops the start with its name', async () => {
  vi.stubEnv('DYNAMODB_ENGINE', 'dynoxide');
  vi.stubEnv('DYNOXIDE_BIN', '/nowhere/dynoxide');
  onTestFinished(() => void vi.unstubAllEnvs());
  await expect(start()).rejects.toThrow('The DynamoDB engine /nowhere/dynoxide cannot be run.');
});
