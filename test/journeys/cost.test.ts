import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import type { WebSocket } from 'ws';
import { CHAT, SOCKET_MESSAGES } from '../../bench/cost/chat-counts.ts';
import { type CommandInput, type Push, parseFrame, type Reply } from '../../protocol/index.ts';
import { open } from '../support/socket-client.ts';
import { openStage } from '../support/stage.ts';
import { waitUntil } from '../support/wait-until.ts';

const stage = await openStage();
const { run } = stage;

/** One side of the chat, which counts frames as the gateway does: a batch is one. */
async function side(token: string) {
  const socket: WebSocket = await open(run.url, ['support-chat.v1', token]);
  const frames = { sent: 0, received: 0 };
  const events: (Push | Reply)[] = [];
  socket.on('message', (data) => {
    frames.received += 1;
    events.push(...parseFrame(String(data)));
  });
  return {
    frames,
    send(command: CommandInput) {
      frames.sent += 1;
      socket.send(JSON.stringify(command));
    },
    sees: (type: (Push | Reply)['type'], count = 1) =>
      waitUntil(
        `${count} × ${type}`,
        () => events.filter((one) => one.type === type).length >= count,
      ),
    async leave() {
      socket.close();
      await once(socket, 'close');
    },
  };
}

test('[O5] a chat moves as many WebSocket messages as its cost counts', async () => {
  const person = await stage.signedInUser();
  const { chat_id } = person;
  const user = await side(person.token);
  const admin = await side((await stage.admin()).token);
  // The dashboard is open anyway: it counts as the teammate's, not as the chat's.
  admin.send({ action: 'subscribe', channel: 'admin' });
  await admin.sees('subscribed');
  admin.frames.sent = 0;
  admin.frames.received = 0;

  user.send({ action: 'subscribe', channel: 'chat', chat_id });
  await user.sees('admins_online');
  admin.send({ action: 'subscribe', channel: 'chat', chat_id });
  await admin.sees('subscribed', 2);
  await admin.sees('presence', 2);
  const rounds = [...Array(CHAT.userMessages).keys()];
  for (const round of rounds) {
    for (const [from, to, place] of [
      [user, admin, 1],
      [admin, user, 2],
    ] as const) {
      const seq = round * 2 + place;
      from.send({ action: 'send_message', chat_id, content: 'hello', client_id: randomUUID() });
      await from.sees('message_accepted', round + 1);
      await Promise.all([user.sees('new_message', seq), admin.sees('new_message', seq)]);
      to.send({ action: 'mark_read', chat_id, up_to: seq });
      await Promise.all([user.sees('messages_read', seq), admin.sees('messages_read', seq)]);
    }
  }
  for (let n = 0; n < CHAT.pings; n += 1) user.send({ action: 'ping' });
  await user.sees('pong', CHAT.pings);
  admin.send({ action: 'unsubscribe', channel: 'chat', chat_id });
  await admin.sees('unsubscribed');
  await user.leave();
  await admin.sees('presence', 3);

  const { commands, replies, pushes, others } = SOCKET_MESSAGES;
  // Typing goes from socket to socket, one push for each command: it needs no counting.
  expect(user.frames.sent + admin.frames.sent).toBe(commands - CHAT.typing);
  const received = user.frames.received + admin.frames.received;
  expect(received).toBeLessThanOrEqual(replies + pushes + others - CHAT.typing);
  expect(received).toBeGreaterThan(replies + pushes - CHAT.typing - others);
});
