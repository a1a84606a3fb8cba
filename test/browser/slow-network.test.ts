import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { expect, onTestFinished, test } from 'vitest';
import { ChatDetailSchema } from '../../protocol/index.ts';
import { openWindow } from '../support/browser.ts';
import { dashboard } from '../support/dashboard.ts';
import { hands } from '../support/hands.ts';
import { call } from '../support/http-client.ts';
import { aSignedInAdmin, aSignedInUser, type Person } from '../support/people.ts';
import { slowNetwork } from '../support/slow-network.ts';
import { openStage } from '../support/stage.ts';
import { aVisitor, textsOn, untilShown } from '../support/visitor.ts';
import { waitUntil } from '../support/wait-until.ts';

const { run, browser } = await openStage();
const slow = await slowNetwork();

test.each(['mouse', 'keyboard'])(
  'a visitor who opens by %s and types at once loses no key and no message',
  async (way) => {
    const visitor = await aVisitor(browser, run.url, slow);
    onTestFinished(async () => {
      await visitor.close();
      expect(visitor.complaints).toEqual([]);
    });
    const { page, site } = visitor;
    const { click, type, press } = hands(page);
    const said = ['Hi', 'Um', 'is the tent in stock?'];
    await site.visit(run.url);
    await site.launcher.waitFor();
    if (way === 'mouse') {
      await click(site.launcher);
    } else {
      await site.launcher.focus();
      await press('Enter');
    }
    for (const text of said) {
      await type(text);
      await press('Enter');
    }
    await expect.poll(() => textsOn(page)).toEqual(said);
    expect(await site.box.inputValue()).toBe('');
    await untilShown(page, said);
    await visitor.answer('Yes, two of them.');
    await untilShown(page, [...said, 'Yes, two of them.']);
    expect((await visitor.committed()).map(({ content }) => content)).toEqual([
      ...said,
      'Yes, two of them.',
    ]);
    await press('Escape');
    await site.panel.waitFor({ state: 'hidden' });
  },
);

test('staff who answer at once on a slow network act on the chat that they opened, and on no other', async () => {
  const last = await aCustomer('Question three');
  const next = await aCustomer('Question two');
  const first = await aCustomer('Question one');
  const { page, complaints, close } = await openWindow(browser, slow);
  onTestFinished(async () => {
    await close();
    expect(complaints).toEqual([]);
  });
  const desk = dashboard(page);
  const { click, type, press } = hands(page);
  await page.goto(`${run.url}/admin/`);
  await click(page.getByRole('button', { name: 'Sign in' }));
  await click(page.getByRole('button', { name: 'Ada' }));
  await desk.row(first.email).waitFor();

  await press('j');
  await press('Enter');
  await type('Hello, we see\n');
  await press('Escape');
  await press('e');
  await press('Enter');
  await type('Hello, yes indeed\n');
  await desk.messages.getByText('Hello, yes indeed').waitFor();

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

async function aCustomer(content: string): Promise<Person> {
  const user = await aSignedInUser(run);
  const body = { content, client_id: randomUUID() };
  await call(run.url, 'POST /api/support_chat/messages', { token: user.token, body });
  return user;
}

/** What the server has of somebody's chat. */
async function look({ chat_id }: Person) {
  const { token } = await aSignedInAdmin(run);
  const { body } = await call(run.url, `GET /api/admin/chats/${chat_id}`, { token });
  return v.parse(ChatDetailSchema, body);
}
