import type { EngineClient } from '../dynamodb/engines/engine-client.ts';
import type { State } from '../state.ts';
import type { Mapping } from './mapping.ts';
import { readPosition } from './positions.ts';
import { createStreamReader } from './stream-reader.ts';
import { shapeRecord } from './stream-record.ts';

/**
 * How many records a stream holds, and whether the mapping's function has handled all it wants of
 * them. Only what lies behind its position is read.
 */
export async function measureStream(
  engine: EngineClient,
  mapping: Mapping,
  state: State,
): Promise<{ records: number; isHandled: boolean }> {
  const position = readPosition(state, mapping);
  const reader = createStreamReader(engine, mapping.table.name, position);
  // The default engine numbers its records 1, 2, 3 and so on.
  let records = Number(position?.sequenceNumber ?? 0);
  let isHandled = true;
  for (let page = await reader.read(1000); page.length > 0; page = await reader.read(1000)) {
    records += page.length;
    const shaped = page.map(({ record }) => shapeRecord(record, mapping.table));
    if (shaped.some((record) => record !== undefined && mapping.wants(record))) isHandled = false;
  }
  return { records, isHandled };
}
