import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as v from 'valibot';
import { hasExpired } from '../domain/retention.ts';
import { chatPk, SENT_MARKER_PREFIX } from './keys.ts';
import type { Table } from './table.ts';

const MarkerSchema = v.object({
  pk: v.string(),
  sk: v.string(),
  seq: v.number(),
  expires_at: v.number(),
});

export type SentMarker = {
  readonly key: { readonly pk: string; readonly sk: string };
  readonly seq: number;
  readonly expires_at: number;
};

/** The markers of what was sent in a chat within the last 24 hours, by the `seq` of the message. */
export async function listSentMarkers(
  table: Table,
  chat_id: string,
  now: Date,
): Promise<Map<number, SentMarker>> {
  const markers = new Map<number, SentMarker>();
  let ExclusiveStartKey: Record<string, unknown> | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await table.client.send(
      new QueryCommand({
        TableName: table.name,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
        ExpressionAttributeValues: { ':pk': chatPk(chat_id), ':prefix': SENT_MARKER_PREFIX },
        ConsistentRead: true,
        ExclusiveStartKey,
      }),
    );
    for (const { pk, sk, seq, expires_at } of Items.map((item) => v.parse(MarkerSchema, item))) {
      if (!hasExpired({ expires_at }, now)) markers.set(seq, { key: { pk, sk }, seq, expires_at });
    }
    ExclusiveStartKey = LastEvaluatedKey;
  } while (ExclusiveStartKey);
  return markers;
}
