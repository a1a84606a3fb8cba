import { randomUUID } from 'node:crypto';
import { decodeJwt } from 'jose';
import * as v from 'valibot';
import { expect, onTestFinished, test } from 'vitest';
import { chatIdOf } from '../../functions/domain/chat-id.ts';
import { SupportChatSchema } from '../../protocol/index.ts';
import { accessibilityFindings } from '../support/accessibility.ts';
import { openWindow } from '../support/browser.ts';
import { call } from '../support/http-client.ts';
import { openDashboard } from '../support/open-dashboard.ts';
import { aSignedInUser, type Person, says as writeAs } from '../support/people.ts';
import { shop } from '../support/shop.ts';
import { openStage } from '../support/stage.ts';
import { waitUntil } from '../support/wait-until.ts';

const { run, browser } = await openStage();

const says = (person: Person, content: string) => writeAs(run, person, content);

async function aVisitorWhoAsks(question: string): Promise<Person> {
  const token = await run.token({ role: 'visitor' });
  const id = `${decodeJwt(token).sub}`;
  const visitor = { id, token, email: `${randomUUID()}@example.com`, chat_id: chatIdOf(id) };
  await call(run.url, 'PUT /api/support_chat/contact', { token, body: { email: visitor.email } });
  await says(visitor, question);
  return visitor;
}

const join = ({ token }: Person, visitor: Person) =>
  call(run.url, 'POST /api/support_chat/join', { token, body: { visitor_token: visitor.token } });

const aDesk = () => openDashboard({ run, browser });

test('[A3] an open chat that is joined into another leads there, with what was being written', async () => {
  const [visitor, user] = [await aVisitorWhoAsks('Is it waterproof?'), await aSignedInUser(run)];
  await says(user, 'An earlier order');
  const { page, desk } = await aDesk();
  await desk.row(visitor.email).click();
  await desk.messages.getByText('Is it waterproof?').waitFor();
  await desk.box.fill('Yes, it');
  expect(await join(user, visitor)).toMatchObject({ status: 200 });

  await page.waitForURL(new RegExp(user.chat_id));
  // Where the reader left off is another matter.
  const messages = desk.messages.locator('li:not([data-unread])');
  await desk.messages.getByText('Is it waterproof?').waitFor();
  expect((await messages.allInnerTexts()).map((text) => text.split('\n')[0])).toEqual([
    'Today',
    'Alice',
    'Joined from an anonymous conversation',
    'Today',
    expect.any(String),
  ]);
  expect(await desk.box.inputValue()).toBe('Yes, it');
  await page.keyboard.type(' is.');
  await page.keyboard.press('Enter');
  await desk.messages.getByText('Yes, it is.').waitFor();
  await desk.messages.getByText('End of the joined conversation').waitFor();
  const stored = async () => {
    const { body } = await call(run.url, 'GET /api/support_chat', { token: user.token });
    return v.parse(SupportChatSchema, body).messages;
  };
  await waitUntil('the reply to be stored', async () => (await stored()).length === 3);
  expect(await stored()).toMatchObject([{}, { joined: true }, { content: 'Yes, it is.' }]);
});

test('[A3] row and head of the chat say so, and the visitor’s row is gone', async () => {
  const [visitor, user] = [await aVisitorWhoAsks('Do you ship abroad?'), await aSignedInUser(run)];
  const { page, desk } = await aDesk();
  await desk.row(visitor.email).waitFor();
  expect(await join(user, visitor)).toMatchObject({ status: 200 });
  await desk.row(user.email).getByText('from an anonymous conversation').waitFor();
  await waitUntil(
    'the visitor’s row to go',
    async () => (await desk.row(visitor.email).count()) === 0,
  );
  expect(await desk.row(user.email).getByText('joined').getAttribute('title')).toBe(
    'Joined from an anonymous conversation',
  );
  await desk.row(user.email).click();
  const chat = page.getByRole('region', { name: 'Chat' });
  await chat.getByTitle('Joined from an anonymous conversation').waitFor();
  expect(await accessibilityFindings(page)).toEqual([]);
});

test('the user’s open panel shows what was joined', async () => {
  const { page, complaints, close } = await openWindow(browser);
  onTestFinished(async () => {
    await close();
    expect(complaints).toEqual([]);
  });
  const site = shop(page);
  const asked = page.waitForRequest((request) =>
    request.url().endsWith('/api/support_chat') ? Boolean(request.headers().authorization) : false,
  );
  await site.visit(run.url, 'Alice');
  await site.open();
  await site.write('My order is late');
  const authorization = (await asked).headers().authorization ?? '';
  const token = authorization.replace('Bearer ', '');
  await site.messages.getByText('My order is late').waitFor();
  await site.connected.waitFor();
  const visitor = await aVisitorWhoAsks('Do you sell pegs?');
  await join({ id: '', email: '', chat_id: '', token }, visitor);
  await site.messages.getByText('Do you sell pegs?').waitFor();
  const texts = await site.messages.innerText();
  expect(texts.indexOf('Do you sell pegs?')).toBeGreaterThan(texts.indexOf('My order is late'));
});
