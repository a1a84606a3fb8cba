import type { Connections } from '../../functions/clients/connections.ts';
import { type Push, parseFrame, type Reply } from '../../protocol/index.ts';

/** Sockets that keep what they are sent, and fail or are gone when told to. */
export function fakeConnections() {
  const frames = new Map<string, string[]>();
  const gone = new Set<string>();
  const broken = new Set<string>();
  const connections: Connections = {
    async post(connection_id, frame) {
      if (gone.has(connection_id)) return 'gone';
      if (broken.has(connection_id)) throw new Error('the gateway is busy');
      frames.set(connection_id, [...(frames.get(connection_id) ?? []), frame]);
      return 'posted';
    },
  };
  return {
    connections,
    gone,
    broken,
    framesTo: (connection_id: string): string[] => frames.get(connection_id) ?? [],
    pushesTo: (connection_id: string): (Push | Reply)[] =>
      (frames.get(connection_id) ?? []).flatMap(parseFrame),
  };
}
