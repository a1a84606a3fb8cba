import { FRAME_MAX_BYTES, type Push } from '../../protocol/index.ts';

const PREFIX = '{"type":"batch","events":[';
const SUFFIX = ']}';
const ENVELOPE_BYTES = PREFIX.length + SUFFIX.length;

/**
 * Puts the pushes for one connection into as few frames as possible, in order: a single push as it
 * is, several as a `batch`, within the size limit of a frame.
 */
export function batchFrames(pushes: readonly Push[], maxBytes = FRAME_MAX_BYTES): string[] {
  const groups: string[][] = [];
  let room = 0;
  for (const push of pushes) {
    const event = JSON.stringify(push);
    const bytes = Buffer.byteLength(event) + 1;
    const group = groups.at(-1);
    if (group && bytes <= room) {
      group.push(event);
      room -= bytes;
    } else {
      groups.push([event]);
      room = maxBytes - ENVELOPE_BYTES - bytes;
    }
  }
  return groups.map((group) =>
    group.length === 1 ? group.join() : `${PREFIX}${group.join(',')}${SUFFIX}`,
  );
}
