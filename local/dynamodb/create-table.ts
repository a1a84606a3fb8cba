import { setTimeout as wait } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import * as v from 'valibot';
import { type EngineClient, EngineError } from './engines/engine-client.ts';
import { expiryOf, type Table } from './tables.ts';

/**
 * Creates the table unless the engine has it, and resolves when it can be used. Throws when the
 * engine's table has other keys or indexes than the template's. A table made with `stream: false`
 * gets its stream by `enableStream`.
 */
export async function createTable(
  engine: EngineClient,
  table: Table,
  { stream }: { stream: boolean } = { stream: true },
): Promise<void> {
  const existing = await describe(engine, table.name);
  if (existing === undefined)
    await engine.ask(target('CreateTable'), tableInput(table, { stream }), v.any());
  else refuseOtherShape(table, existing);
  await untilActive(engine, table.name);
  await enableExpiry(engine, table);
}

/** Records are written from here on. */
export async function enableStream(engine: EngineClient, table: Table): Promise<void> {
  const { StreamSpecification } = tableInput(table, { stream: true });
  if (StreamSpecification === undefined) return;
  await engine.ask(target('UpdateTable'), { TableName: table.name, StreamSpecification }, v.any());
  await untilActive(engine, table.name);
}

const keySchema = v.array(v.object({ AttributeName: v.string(), KeyType: v.string() }));
const index = v.object({ IndexName: v.string(), KeySchema: keySchema });
const described = v.object({
  Table: v.object({
    TableStatus: v.string(),
    KeySchema: keySchema,
    GlobalSecondaryIndexes: v.optional(v.array(index)),
    LocalSecondaryIndexes: v.optional(v.array(index)),
  }),
});
type Description = v.InferOutput<typeof described>['Table'];

function target(operation: string): string {
  return `DynamoDB_20120810.${operation}`;
}

/** The table as `CreateTable` takes it. */
export function tableInput(table: Table, { stream }: { stream: boolean }) {
  const view = stream ? table.StreamSpecification : undefined;
  return {
    TableName: table.name,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: table.KeySchema,
    AttributeDefinitions: table.AttributeDefinitions,
    GlobalSecondaryIndexes: table.GlobalSecondaryIndexes,
    LocalSecondaryIndexes: table.LocalSecondaryIndexes,
    StreamSpecification: view && { StreamEnabled: true, StreamViewType: view.StreamViewType },
  };
}

async function describe(engine: EngineClient, name: string): Promise<Description | undefined> {
  try {
    const answer = await engine.ask(target('DescribeTable'), { TableName: name }, described);
    return answer.Table;
  } catch (error) {
    if (error instanceof EngineError && error.code === 'ResourceNotFoundException')
      return undefined;
    throw error;
  }
}

function refuseOtherShape(table: Table, existing: Description): void {
  if (isDeepStrictEqual(shapeOf(table), shapeOf(existing))) return;
  throw new Error(
    `The kept table ${table.name} has other keys or indexes than the template: start with --fresh.`,
  );
}

function shapeOf(table: Omit<Description, 'TableStatus'>) {
  const indexes = [...(table.GlobalSecondaryIndexes ?? []), ...(table.LocalSecondaryIndexes ?? [])];
  const shapes = indexes.map(
    ({ IndexName, KeySchema }) => `${IndexName} ${JSON.stringify(KeySchema)}`,
  );
  return { key: table.KeySchema, indexes: shapes.sort() };
}

const ACTIVE_DEADLINE_MS = 20_000;

async function untilActive(engine: EngineClient, name: string): Promise<void> {
  const deadline = Date.now() + ACTIVE_DEADLINE_MS;
  while ((await describe(engine, name))?.TableStatus !== 'ACTIVE') {
    if (Date.now() > deadline) throw new Error(`The table ${name} does not become active.`);
    await wait(5);
  }
}

async function enableExpiry(engine: EngineClient, table: Table): Promise<void> {
  const AttributeName = expiryOf(table);
  if (AttributeName === undefined) return;
  const TimeToLiveSpecification = { AttributeName, Enabled: true };
  const input = { TableName: table.name, TimeToLiveSpecification };
  try {
    await engine.ask(target('UpdateTimeToLive'), input, v.any());
  } catch (error) {
    const isOnAlready = error instanceof EngineError && error.code === 'ValidationException';
    if (!isOnAlready) throw error;
  }
}
