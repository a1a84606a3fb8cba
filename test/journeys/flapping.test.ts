import { expect, test } from 'vitest';
import { connect, connectAndSubscribe } from '../support/socket-client.ts';
import { openStage } from '../support/stage.ts';
import { waitUntil } from '../support/wait-until.ts';

const stage = await openStage();
const { run } = stage;

const TIMES = 40;

test('a flapping subscription is not reported each time, but its final state is', async () => {
  const [user, admin] = await Promise.all([stage.signedInUser(), stage.admin()]);
  const { chat_id } = user;
  const channel = { channel: 'chat', chat_id } as const;
  const dashboard = await admin.connect();
  const presence = () => dashboard.all('presence').filter((push) => push.chat_id === chat_id);
  const flapping = await connectAndSubscribe(run.url, user.token, channel);
  await waitUntil('the user to be online', () => presence().at(-1)?.user_online);
  const before = presence().length;

  const begun = Date.now();
  for (let n = 0; n < TIMES; n += 1) {
    await flapping.ask({ action: 'unsubscribe', ...channel });
    await flapping.ask({ action: 'subscribe', ...channel });
  }
  // The stream is in order: when another user's connection is reported, the flapping is too.
  const other = await stage.signedInUser();
  const seen = await connectAndSubscribe(run.url, other.token, {
    channel: 'chat',
    chat_id: other.chat_id,
  });
  await dashboard.event('presence', (push) => push.chat_id === other.chat_id);
  // A batch reports a channel once, and there is one batch a second; a slow computer needs more.
  const seconds = Math.ceil((Date.now() - begun) / 1_000);
  expect(presence().length - before).toBeLessThanOrEqual(2 * seconds);
  expect(presence().at(-1)?.user_online).toBe(true);

  flapping.close();
  await waitUntil('the user to be away', () => presence().at(-1)?.user_online === false);
  const told = presence().length;
  for (let n = 0; n < 20; n += 1) (await connect(run.url, user.token)).close();
  expect(presence()).toHaveLength(told);
  seen.close();
  dashboard.close();
});
