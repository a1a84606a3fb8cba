import * as v from 'valibot';
import { type EngineClient, EngineError } from './engines/engine-client.ts';
import { expiryOf, type Table } from './tables.ts';

/**
 * Deletes what has expired, for engines that do not. DynamoDB Local never deletes an item that is
 * missing from a global index of its table.
 */
export async function deleteExpired(engine: EngineClient, table: Table): Promise<void> {
  const attribute = expiryOf(table);
  if (attribute === undefined) return;
  const now = Math.floor(Date.now() / 1000);
  const names = { '#expiry': attribute };
  const condition = {
    ExpressionAttributeValues: {
      // AWS leaves items that expired more than five years ago.
      ':oldest': { N: String(now - FIVE_YEARS_SECONDS) },
      ':now': { N: String(now) },
    },
  };
  const isExpired = '#expiry BETWEEN :oldest AND :now';
  const keyNames = Object.fromEntries(
    table.KeySchema.map(({ AttributeName: name }, index) => [`#key${index}`, name]),
  );
  let ExclusiveStartKey: unknown;
  do {
    const page = await engine.ask(
      'DynamoDB_20120810.Scan',
      {
        TableName: table.name,
        ExclusiveStartKey,
        FilterExpression: isExpired,
        ProjectionExpression: Object.keys(keyNames).join(', '),
        ExpressionAttributeNames: { ...names, ...keyNames },
        ...condition,
      },
      pageSchema,
    );
    for (const Key of page.Items) {
      const deletion = { TableName: table.name, Key, ConditionExpression: isExpired };
      await deleteUnlessChanged(engine, {
        ...deletion,
        ExpressionAttributeNames: names,
        ...condition,
      });
    }
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey !== undefined);
}

const FIVE_YEARS_SECONDS = 5 * 365 * 24 * 60 * 60;

const pageSchema = v.object({
  Items: v.array(v.unknown()),
  LastEvaluatedKey: v.optional(v.unknown()),
});

/** Somebody may have given the item more time, or deleted it, since the scan. */
async function deleteUnlessChanged(engine: EngineClient, deletion: object): Promise<void> {
  try {
    await engine.ask('DynamoDB_20120810.DeleteItem', deletion, v.any());
  } catch (error) {
    const isChanged =
      error instanceof EngineError && error.code === 'ConditionalCheckFailedException';
    if (!isChanged) throw error;
  }
}
