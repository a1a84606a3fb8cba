import * as v from 'valibot';

/** One right that a request needs: an action on a table, or on an index of it. */
export type RequiredRight = { action: string; tableName: string; indexName?: string };

/**
 * The rights that a DynamoDB request needs; undefined for an operation that functions have no use
 * for, which the local run therefore refuses.
 */
export function requiredRights(operation: string, body: Buffer): RequiredRight[] | undefined {
  const read = READERS[operation];
  const parsed = read && v.safeParse(read.schema, JSON.parse(body.toString()));
  if (read === undefined || parsed === undefined) return undefined;
  return parsed.success ? read.rights(parsed.output, operation) : [];
}

const onTable = v.object({ TableName: v.string(), IndexName: v.optional(v.string()) });
const byTable = v.object({ RequestItems: v.record(v.string(), v.unknown()) });
const steps = v.object({
  TransactItems: v.array(v.record(v.string(), v.object({ TableName: v.string() }))),
});

type Reader = {
  schema: v.GenericSchema;
  rights(input: unknown, operation: string): RequiredRight[];
};

function reader<S extends v.GenericSchema>(
  schema: S,
  rights: (input: v.InferOutput<S>, operation: string) => RequiredRight[],
): Reader {
  return { schema, rights: (input, operation) => rights(v.parse(schema, input), operation) };
}

const tableReader = reader(onTable, ({ TableName, IndexName }, operation) => [
  {
    action: `dynamodb:${operation}`,
    tableName: nameOf(TableName),
    ...(IndexName === undefined ? {} : { indexName: IndexName }),
  },
]);
const batchReader = reader(byTable, ({ RequestItems }, operation) =>
  Object.keys(RequestItems).map((table) => ({
    action: `dynamodb:${operation}`,
    tableName: nameOf(table),
  })),
);
const ACTIONS: Readonly<Record<string, string>> = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  Get: 'GetItem',
  ConditionCheck: 'ConditionCheckItem',
};
const transactionReader = reader(steps, ({ TransactItems }) =>
  TransactItems.flatMap((item) =>
    Object.entries(item).map(([step, { TableName }]) => ({
      action: `dynamodb:${ACTIONS[step] ?? step}`,
      tableName: nameOf(TableName),
    })),
  ),
);

const READERS: Readonly<Record<string, Reader>> = {
  ...Object.fromEntries(
    [
      ...['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem', 'Query', 'Scan'],
      ...['DescribeTable', 'DescribeTimeToLive'],
    ].map((operation) => [operation, tableReader]),
  ),
  BatchGetItem: batchReader,
  BatchWriteItem: batchReader,
  TransactWriteItems: transactionReader,
  TransactGetItems: transactionReader,
};

/** A table may be named by its ARN. */
function nameOf(table: string): string {
  return table.replace(/^.*:table\//, '');
}
