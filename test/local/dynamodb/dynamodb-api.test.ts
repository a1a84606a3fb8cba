import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  DynamoDBClient,
  GetItemCommand,
  ListTablesCommand,
  PutItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { expect, onTestFinished, test, vi } from 'vitest';
import { startAwsFront } from '../../../local/aws-front.ts';
import { startDatabase } from '../../../local/dynamodb/database.ts';
import { createDynamoDbApi } from '../../../local/dynamodb/dynamodb-api.ts';
import { chooseEngine } from '../../../local/dynamodb/engines/choose-engine.ts';
import { permissionsOf, UNRESTRICTED_KEY } from '../../../local/permissions/permissions.ts';
import { openState } from '../../../local/state.ts';
import { aFunction, allow, aRole } from '../functions/a-function.ts';
import { aTemplate } from '../template/an-assembly.ts';
import { anItem, aTable } from './a-table.ts';

const ARN = 'arn:aws:dynamodb:us-east-1:000000000000:table/chats';

/** The API of a run, for the function `Socket` with these rights. */
async function start(statements: object[] = [], stateDir?: string) {
  const resources = { ...aTable(), ...aFunction('Socket'), ...aRole('Socket', ...statements) };
  const template = aTemplate({ resources });
  const database = await startDatabase({
    template,
    engine: chooseEngine(),
    state: openState(stateDir),
  });
  const front = await startAwsFront();
  const stop = async () => {
    await front.stop();
    await database.stop();
  };
  onTestFinished(stop);
  const permissions = permissionsOf(template);
  const onWrite = vi.fn();
  front.mount('dynamodb', createDynamoDbApi({ engine: database.engine, permissions, onWrite }));
  const clientOf = (accessKeyId: string) => {
    const client = new DynamoDBClient({
      endpoint: `${front.url}/dynamodb`,
      region: 'us-east-1',
      credentials: { accessKeyId, secretAccessKey: 'local' },
      maxAttempts: 1,
    });
    onTestFinished(() => client.destroy());
    return client;
  };
  return {
    function: clientOf(permissions.accessKeyOf('Socket')),
    runTime: clientOf(UNRESTRICTED_KEY),
    clientOf,
    onWrite,
    stop,
  };
}

test('[L4] what a function writes is in a real table, and every write is told of', async () => {
  const run = await start([allow(['dynamodb:PutItem', 'dynamodb:GetItem'], ARN)]);
  await run.function.send(new PutItemCommand({ TableName: 'chats', Item: anItem('CHAT') }));
  expect(run.onWrite).toHaveBeenCalledTimes(1);
  const get = new GetItemCommand({ TableName: 'chats', Key: anItem('CHAT') });
  expect((await run.function.send(get)).Item).toEqual(anItem('CHAT'));
  expect(run.onWrite).toHaveBeenCalledTimes(1);
});

test('[L2] a right that the role lacks is refused as the cloud refuses it', async () => {
  const run = await start([allow('dynamodb:Query', `${ARN}/index/other`)]);
  const query = new QueryCommand({
    TableName: 'chats',
    IndexName: 'inbox',
    KeyConditionExpression: 'gsi1pk = :pk',
    ExpressionAttributeValues: { ':pk': { S: 'INBOX' } },
  });
  await expect(run.function.send(query)).rejects.toMatchObject({
    name: 'AccessDeniedException',
    message: expect.stringContaining(`dynamodb:Query on resource: ${ARN}/index/inbox`),
  });
  await expect(run.runTime.send(query)).resolves.toMatchObject({ Count: 0 });
});

test('[L2] a transaction needs the right to each of its steps', async () => {
  const run = await start([allow('dynamodb:PutItem', ARN)]);
  const put = { Put: { TableName: 'chats', Item: anItem('A') } };
  const check = {
    ConditionCheck: {
      TableName: 'chats',
      Key: anItem('B'),
      ConditionExpression: 'attribute_not_exists(pk)',
    },
  };
  await run.function.send(new TransactWriteItemsCommand({ TransactItems: [put] }));
  await expect(
    run.function.send(new TransactWriteItemsCommand({ TransactItems: [put, check] })),
  ).rejects.toThrow('dynamodb:ConditionCheckItem');
});

test('the engine answers a refused condition in its own words', async () => {
  const run = await start();
  const put = new PutItemCommand({
    TableName: 'chats',
    Item: anItem('CHAT'),
    ConditionExpression: 'attribute_exists(pk)',
  });
  await expect(run.runTime.send(put)).rejects.toMatchObject({
    name: 'ConditionalCheckFailedException',
  });
  expect(run.onWrite).not.toHaveBeenCalled();
});

test('an unknown caller, an unsigned request and an operation of no use are refused', async () => {
  const run = await start([allow('dynamodb:*', '*')]);
  const list = new ListTablesCommand();
  await expect(run.function.send(list)).rejects.toMatchObject({
    name: 'UnknownOperationException',
  });
  const get = new GetItemCommand({ TableName: 'chats', Key: anItem('CHAT') });
  await expect(run.clientOf('SOMEBODY').send(get)).rejects.toMatchObject({
    name: 'AccessDeniedException',
  });
  const { endpoint } = run.function.config;
  const { port } = (await endpoint?.()) ?? {};
  const unsigned = await fetch(`http://127.0.0.1:${port}/dynamodb/`, { method: 'POST' });
  expect([unsigned.status, await unsigned.json()]).toMatchObject([
    403,
    { __type: 'MissingAuthenticationTokenException' },
  ]);
});

test('[L4] with a folder the table outlives the run', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'state-'));
  const first = await start([], folder);
  await first.runTime.send(new PutItemCommand({ TableName: 'chats', Item: anItem('CHAT') }));
  await first.stop();
  const second = await start([], folder);
  const get = new GetItemCommand({ TableName: 'chats', Key: anItem('CHAT') });
  expect((await second.runTime.send(get)).Item).toEqual(anItem('CHAT'));
});
