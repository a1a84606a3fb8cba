import { randomUUID } from 'node:crypto';
import pMap from 'p-map';
import type { LocalRun } from '../../local/start-local.ts';
import { call } from '../../test/support/http-client.ts';

const PEOPLE = 100;
const AT_ONCE = 4;

/** Users who write in turns, each in their own chat. */
export type Traffic = {
  /** Resolves when `count` more messages are stored. */
  send(count: number): Promise<void>;
};

export async function createTraffic(run: LocalRun): Promise<Traffic> {
  const names = Array.from({ length: PEOPLE }, (_, n) => `writer-${n}`);
  const tokens = await pMap(
    names,
    (name) => run.token({ role: 'user', sub: name, email: `${name}@example.com`, name }),
    { concurrency: AT_ONCE },
  );
  let sent = 0;

  async function write(): Promise<void> {
    const token = tokens[sent % PEOPLE] ?? '';
    sent += 1;
    const body = { content: `This is message ${sent} of many.`, client_id: randomUUID() };
    const { status } = await call(run.url, 'POST /api/support_chat/messages', { token, body });
    if (status !== 201) throw new Error(`a message was answered with ${status}`);
  }

  return {
    async send(count) {
      await pMap(Array.from({ length: count }), write, { concurrency: AT_ONCE });
    },
  };
}
