import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { chatIdOf } from '../../functions/domain/chat-id.ts';
import type { Story } from '../../scripts/seed/chat-items.ts';
import { call } from '../support/http-client.ts';
import { openStage } from '../support/stage.ts';
import { waitUntil } from '../support/wait-until.ts';

/** More than one page of chats, and unread ones beyond the first page. */
const COUNT = 60;
const UNREAD = [...Array.from({ length: 23 }, (_, n) => n).filter((n) => n !== 2), 40, 55];
const ARABIC = 'مرحبا، طلبت خيمة لشخصين قبل أسبوع ولم تصل بعد. هل يمكنكم إخباري متى ستصل؟';

const stage = await openStage({
  seed: Array.from({ length: COUNT }, (_, n) => aStory(n, UNREAD.includes(n))),
});
const { run } = stage;

function emailOf(n: number): string {
  return `person-${n}@example.com`;
}

/** User 0 wrote last, the others each a minute earlier; chats that are not unread have a reply. */
function aStory(n: number, isUnread: boolean): Story {
  const user = {
    kind: 'signed_in',
    id: `person-${n}`,
    email: emailOf(n),
    name: `Nora Moss ${n}`,
  } as const;
  const ada = { kind: 'admin', id: 'seeded', email: null, name: 'Bo' } as const;
  const chat_id = chatIdOf(user.id);
  const sent = [user, ...(isUnread ? [] : [ada])].map((actor, place) => ({
    actor,
    outgoing: { id: randomUUID(), chat_id, client_id: randomUUID(), content: `text ${place}` },
    at: new Date(Date.UTC(2026, 0, 1) - n * 60_000 + place).toISOString(),
  }));
  return { user, email: null, sent, archived_at: null };
}

test('the number of unread chats is the true one, also beyond the first page', async () => {
  const { page, dashboard } = await stage.dashboard();
  await dashboard.tab('Active').getByText('24', { exact: true }).waitFor();
  await waitUntil('the same in the title', async () => (await page.title()).startsWith('(24) '));
});

test('a search finds a surname and a company, as does a new message in a chat that it would find', async () => {
  const { page, dashboard } = await stage.dashboard();
  await page.getByRole('searchbox').fill('moss 7');
  await waitUntil(
    'just that one',
    async () => (await dashboard.chats.getByRole('listitem').count()) === 1,
  );
  await dashboard.row(emailOf(7)).waitFor();
  const claims = { email: 'ines@acme.example', name: 'Ines Moss' };
  const token = await run.token({ role: 'user', sub: 'ines', ...claims });
  await page.getByRole('searchbox').fill('acme');
  await page.getByText('No active chat matches').waitFor();
  const body = { content: 'Hello', client_id: randomUUID() };
  await call(run.url, 'POST /api/support_chat/messages', { token, body });
  await dashboard.row('ines@acme.example').waitFor();
});

test('[A2] a preview says "You" only of the admin’s own messages, and shows how an Arabic one begins', async () => {
  const { dashboard } = await stage.dashboard();
  await dashboard.row(emailOf(2)).getByText('Bo').waitFor();
  await dashboard.row(emailOf(2)).click();
  await dashboard.write('My own words');
  await dashboard.row(emailOf(2)).getByText('You').waitFor();
  // Another admin with the same name.
  const ada = await run.token({ role: 'admin', sub: 'another-ada', name: 'Ada' });
  const body = { content: 'Her words', client_id: randomUUID() };
  await call(run.url, `POST /api/admin/chats/${chatIdOf('person-2')}/messages`, {
    token: ada,
    body,
  });
  const row = dashboard.row(emailOf(2));
  await row.getByText('Her words').waitFor();
  expect(await row.textContent()).toContain('Ada:');
  expect(await row.textContent()).not.toContain('You');

  const user = await run.token({ role: 'user', sub: 'person-0', email: emailOf(0) });
  const arabic = { content: ARABIC, client_id: randomUUID() };
  await call(run.url, 'POST /api/support_chat/messages', { token: user, body: arabic });
  const preview = dashboard.row(emailOf(0)).getByText(ARABIC.slice(0, 20));
  await preview.waitFor();
  // Its first word is visible; with text direction left to right it would be cut off.
  const isBeginningInSight = await preview.evaluate((box) => {
    const range = document.createRange();
    const [text] = box.childNodes;
    if (!text) return false;
    range.setStart(text, 0);
    range.setEnd(text, 5);
    const first = range.getBoundingClientRect();
    const shown = box.getBoundingClientRect();
    return first.left >= shown.left - 1 && first.right <= shown.right + 1;
  });
  expect(isBeginningInSight).toBe(true);
});
