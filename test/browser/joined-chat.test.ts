import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { SupportChatSchema } from '../../protocol/index.ts';
import { accessibilityFindings } from '../support/accessibility.ts';
import { call } from '../support/http-client.ts';
import { type User, userOf } from '../support/people.ts';
import { openStage } from '../support/stage.ts';
import { waitUntil } from '../support/wait-until.ts';
import { widgetOn } from '../support/widget.ts';

const stage = await openStage();
const { run } = stage;

const aVisitorWhoAsks = (wrote: string) =>
  stage.visitor({ email: `${randomUUID()}@example.com`, wrote });

const join = (user: User, visitor: User) =>
  user.call('POST /api/support_chat/join', { visitor_token: visitor.token });

test('[A3] an open chat that is joined into another leads there, with its draft', async () => {
  const [visitor, user] = [await aVisitorWhoAsks('Is it waterproof?'), await stage.signedInUser()];
  await user.write('An earlier order');
  const { page, dashboard } = await stage.dashboard();
  await dashboard.row(visitor.email).click();
  await dashboard.messages.getByText('Is it waterproof?').waitFor();
  await dashboard.box.fill('Yes, it');
  expect(await join(user, visitor)).toMatchObject({ status: 200 });

  await page.waitForURL(new RegExp(user.chat_id));
  // Where the reader left off is another matter.
  const messages = dashboard.messages.locator('li:not([data-unread])');
  await dashboard.messages.getByText('Is it waterproof?').waitFor();
  expect((await messages.allInnerTexts()).map((text) => text.split('\n')[0])).toEqual([
    'Today',
    'Alice',
    'Joined from an anonymous conversation',
    'Today',
    expect.any(String),
  ]);
  expect(await dashboard.box.inputValue()).toBe('Yes, it');
  await page.keyboard.type(' is.');
  await page.keyboard.press('Enter');
  await dashboard.messages.getByText('Yes, it is.').waitFor();
  await dashboard.messages.getByText('End of the joined conversation').waitFor();
  const stored = async () => {
    const { body } = await call(run.url, 'GET /api/support_chat', { token: user.token });
    return v.parse(SupportChatSchema, body).messages;
  };
  await waitUntil('the reply to be stored', async () => (await stored()).length === 3);
  expect(await stored()).toMatchObject([{}, { joined: true }, { content: 'Yes, it is.' }]);
});

test('[A3] the row and the header of the chat say so, and the visitor’s row is gone', async () => {
  const [visitor, user] = [
    await aVisitorWhoAsks('Do you ship abroad?'),
    await stage.signedInUser(),
  ];
  const { page, dashboard } = await stage.dashboard();
  await dashboard.row(visitor.email).waitFor();
  expect(await join(user, visitor)).toMatchObject({ status: 200 });
  await dashboard.row(user.email).getByText('from an anonymous conversation').waitFor();
  await waitUntil(
    'the visitor’s row to go',
    async () => (await dashboard.row(visitor.email).count()) === 0,
  );
  expect(await dashboard.row(user.email).getByText('joined').getAttribute('title')).toBe(
    'Joined from an anonymous conversation',
  );
  await dashboard.row(user.email).click();
  const chat = page.getByRole('region', { name: 'Chat' });
  await chat.getByTitle('Joined from an anonymous conversation').waitFor();
  expect(await accessibilityFindings(page)).toEqual([]);
});

test('the user’s open panel shows what was joined', async () => {
  const { page } = await stage.window();
  const widget = widgetOn(page);
  const asked = page.waitForRequest((request) =>
    request.url().endsWith('/api/support_chat') ? Boolean(request.headers().authorization) : false,
  );
  await widget.visit(run.url, 'Alice');
  await widget.open();
  await widget.write('My order is late');
  const authorization = (await asked).headers().authorization ?? '';
  const token = authorization.replace('Bearer ', '');
  await widget.messages.getByText('My order is late').waitFor();
  await widget.connected.waitFor();
  const visitor = await aVisitorWhoAsks('Do you sell pegs?');
  await join(userOf(run.url, { token, email: '' }), visitor);
  await widget.messages.getByText('Do you sell pegs?').waitFor();
  const texts = await widget.messages.innerText();
  expect(texts.indexOf('Do you sell pegs?')).toBeGreaterThan(texts.indexOf('My order is late'));
});
