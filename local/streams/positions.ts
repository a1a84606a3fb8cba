import * as v from 'valibot';
import type { State } from '../state.ts';
import type { Mapping } from './mapping.ts';
import type { Position } from './stream-reader.ts';

/** The last record that the mapping's function has handled; undefined before the first. */
export function readPosition(state: State, mapping: Mapping): Position | undefined {
  const text = state.read(nameOf(mapping));
  return text === undefined ? undefined : v.parse(positionSchema, text);
}

export async function writePosition(
  state: State,
  mapping: Mapping,
  position: Position,
): Promise<void> {
  await state.write(nameOf(mapping), JSON.stringify(position));
}

const positionSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ shardId: v.string(), sequenceNumber: v.string() }),
);

function nameOf({ logicalId }: Mapping): string {
  return `${logicalId}.json`;
}
