import * as v from 'valibot';
import { hasExpired } from '../domain/retention.ts';
import { ENTITY_TYPES } from './entity-types.ts';
import { chatPk } from './keys.ts';
import { queryAll } from './query-all.ts';
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

/** The markers of messages that were sent in a chat within the last 24 hours, by `seq`. */
export async function listSentMarkers(
  table: Table,
  chat_id: string,
  now: Date,
): Promise<Map<number, SentMarker>> {
  const items = await queryAll(table, {
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
    ExpressionAttributeValues: {
      ':pk': chatPk(chat_id),
      ':prefix': ENTITY_TYPES.sent_marker.sk.prefix,
    },
    ConsistentRead: true,
  });
  const markers = items.map((item) => v.parse(MarkerSchema, item));
  return new Map(
    markers
      .filter((marker) => !hasExpired(marker, now))
      .map(({ pk, sk, seq, expires_at }) => [seq, { key: { pk, sk }, seq, expires_at }]),
  );
}
