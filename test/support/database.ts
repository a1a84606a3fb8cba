import { CreateTableCommand, DynamoDBClient, waitUntilTableExists } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import type { Table } from '../../functions/data/table.ts';
import { ChatTable } from '../../lib/table.ts';
import { chooseEngine } from '../../local/dynamodb/engines/choose-engine.ts';

export type Cost = { read: number; write: number };

/** Consumed units of the requests since the last `reset`. */
export type Units = Cost & {
  requests: number;
  reset(): void;
  /**
   * The units that AWS bills; `documented` on an engine that does not count them so, and from which
   * nothing can be learnt of them.
   */
  billed(documented: Cost): Cost;
};

export type Database = {
  readonly table: Table;
  readonly units: Units;
  /** Everything in the table. */
  items(): Promise<Record<string, unknown>[]>;
  stop(): Promise<void>;
};

/** A real engine with the stack's table in it, empty, in a process of its own. */
export async function startDatabase(): Promise<Database> {
  const chosen = chooseEngine();
  const engine = await chosen.start({ folder: undefined, expires: false });
  const dynamodb = new DynamoDBClient({
    endpoint: engine.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  const client = DynamoDBDocumentClient.from(dynamodb, {
    marshallOptions: { removeUndefinedValues: true },
  });
  const name = 'support-chat';
  await dynamodb.send(new CreateTableCommand({ TableName: name, ...tableOfTheStack() }));
  await waitUntilTableExists(
    { client: dynamodb, maxWaitTime: 10, minDelay: 1 },
    { TableName: name },
  );
  return {
    table: { client, name },
    units: countUnits(client, chosen.countsAsBilled),
    items: () => scan(client, name),
    async stop() {
      dynamodb.destroy();
      await engine.stop();
    },
  };
}

function tableOfTheStack() {
  const stack = new Stack(new App(), 'Stack');
  new ChatTable(stack, 'Table', { keepData: false });
  const [resource] = Object.values(Template.fromStack(stack).findResources('AWS::DynamoDB::Table'));
  const { KeySchema, AttributeDefinitions, GlobalSecondaryIndexes, BillingMode } =
    resource?.Properties ?? {};
  return { KeySchema, AttributeDefinitions, GlobalSecondaryIndexes, BillingMode };
}

/** Asks the engine what each request costs. A transaction's units are those that AWS bills: twice. */
function countUnits(client: DynamoDBDocumentClient, areBilled: boolean): Units {
  const units: Units = {
    read: 0,
    write: 0,
    requests: 0,
    reset: () => Object.assign(units, { read: 0, write: 0, requests: 0 }),
    billed: (documented) => (areBilled ? { read: units.read, write: units.write } : documented),
  };
  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        const answer = await next({
          ...args,
          input: { ...args.input, ReturnConsumedCapacity: 'TOTAL' },
        });
        const isWrite = /Put|Update|Delete|Write/.test(commandName);
        units[isWrite ? 'write' : 'read'] += capacityOf(answer.output);
        units.requests += 1;
        return answer;
      },
    { step: 'initialize', priority: 'high' },
  );
  return units;
}

function capacityOf(output: object): number {
  const used = 'ConsumedCapacity' in output ? [output.ConsumedCapacity ?? []].flat() : [];
  return used.reduce<number>((sum, one) => sum + unitsOf(one), 0);
}

const unitsOf = (one: unknown) =>
  typeof one === 'object' && one !== null && 'CapacityUnits' in one ? Number(one.CapacityUnits) : 0;

async function scan(client: DynamoDBDocumentClient, name: string) {
  const items: Record<string, unknown>[] = [];
  let ExclusiveStartKey: Record<string, unknown> | undefined;
  do {
    const page = await client.send(new ScanCommand({ TableName: name, ExclusiveStartKey }));
    items.push(...(page.Items ?? []));
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey);
  return items;
}
