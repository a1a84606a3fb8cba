import * as v from 'valibot';
import { expect, test } from 'vitest';
import { ChatDetailSchema } from '../../protocol/index.ts';
import { dashboardOn } from '../support/dashboard.ts';
import { call } from '../support/http-client.ts';
import { humanInput } from '../support/human-input.ts';
import type { User } from '../support/people.ts';
import { openStage } from '../support/stage.ts';
import { textsOn, untilShown } from '../support/visitor.ts';
import { waitUntil } from '../support/wait-until.ts';

const stage = await openStage();
const { run } = stage;

test.each(['mouse', 'keyboard'])(
  'a visitor who opens by %s and types at once loses no key and no message',
  async (way) => {
    const visitor = await stage.visitorWindow({ network: 'slow' });
    const { page, widget } = visitor;
    const { click, type, press } = humanInput(page);
    const said = ['Hi', 'Um', 'is the tent in stock?'];
    await widget.visit(run.url);
    await widget.launcher.waitFor();
    if (way === 'mouse') {
      await click(widget.launcher);
    } else {
      await widget.launcher.focus();
      await press('Enter');
    }
    for (const text of said) {
      await type(text);
      await press('Enter');
    }
    await expect.poll(() => textsOn(page)).toEqual(said);
    expect(await widget.box.inputValue()).toBe('');
    await untilShown(page, said);
    await visitor.reply('Yes, two of them.');
    await untilShown(page, [...said, 'Yes, two of them.']);
    expect((await visitor.committed()).map(({ content }) => content)).toEqual([
      ...said,
      'Yes, two of them.',
    ]);
    await press('Escape');
    await widget.panel.waitFor({ state: 'hidden' });
  },
);

test('an admin who replies at once on a slow network replies in the chat that they opened, and in no other', async () => {
  const last = await stage.signedInUser({ wrote: 'Question three' });
  const next = await stage.signedInUser({ wrote: 'Question two' });
  const first = await stage.signedInUser({ wrote: 'Question one' });
  const { page } = await stage.window({ network: 'slow' });
  const dashboard = dashboardOn(page);
  const { click, type, press } = humanInput(page);
  await page.goto(`${run.url}/admin/`);
  await click(page.getByRole('button', { name: 'Sign in' }));
  await click(page.getByRole('button', { name: 'Ada' }));
  await dashboard.row(first.email).waitFor();

  await press('j');
  await press('Enter');
  await type('Hello, we see\n');
  await press('Escape');
  await press('e');
  await press('Enter');
  await type('Hello, yes indeed\n');
  await dashboard.messages.getByText('Hello, yes indeed').waitFor();

  await waitUntil('the first chat to be archived', async () => (await look(first)).archived);
  await waitUntil('the second reply', async () => (await look(next)).message_count === 2);
  expect(await look(first)).toMatchObject({
    archived: true,
    messages: [{ content: 'Question one' }, { content: 'Hello, we see' }],
  });
  expect(await look(next)).toMatchObject({
    archived: false,
    messages: [{ content: 'Question two' }, { content: 'Hello, yes indeed' }],
  });
  expect(await look(last)).toMatchObject({ archived: false, message_count: 1 });
});

/** What the server has of somebody's chat. */
async function look({ chat_id }: User) {
  const { token } = await stage.admin();
  const { body } = await call(run.url, `GET /api/admin/chats/${chat_id}`, { token });
  return v.parse(ChatDetailSchema, body);
}
