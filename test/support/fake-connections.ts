import type { Connections } from '../../functions/clients/connections.ts';
import { type Push, parseFrame, type Reply } from '../../protocol/index.ts';

/** Connections that record what is posted to them, and fail, time out or are gone when a test says so. */
export function fakeConnections() {
  const frames = new Map<string, string[]>();
  const gone = new Set<string>();
  const broken = new Set<string>();
  const throttled = new Set<string>();
  const silent = new Set<string>();
  const closed: string[] = [];
  const connections: Connections = {
    async post(connection_id, frame) {
      if (gone.has(connection_id)) return 'gone';
      if (broken.has(connection_id)) throw new Error('the gateway is busy');
      if (throttled.has(connection_id)) return 'throttled';
      if (silent.has(connection_id)) return 'timed_out';
      frames.set(connection_id, [...(frames.get(connection_id) ?? []), frame]);
      return 'posted';
    },
    async close(connection_id) {
      closed.push(connection_id);
    },
  };
  return {
    connections,
    gone,
    broken,
    throttled,
    silent,
    closed,
    framesTo: (connection_id: string): string[] => frames.get(connection_id) ?? [],
    pushesTo: (connection_id: string): (Push | Reply)[] =>
      (frames.get(connection_id) ?? []).flatMap(parseFrame),
  };
}
