import { randomUUID } from 'node:crypto';
import type { BrowserContext, Page } from 'playwright-core';
import * as v from 'valibot';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { ChatDetailSchema, ChatPageSchema } from '../../protocol/index.ts';
import { call } from '../support/http-client.ts';
import { goOffline, setHidden, trackListeners } from '../support/page-states.ts';
import { countSounds, soundsOf } from '../support/sounds.ts';
import { openStage } from '../support/stage.ts';
import { waitUntil } from '../support/wait-until.ts';
import { widgetOn } from '../support/widget.ts';
import type { Window } from '../support/window.ts';

const TITLE = 'Fernweh Outdoor: gear for slow journeys';

const stage = await openStage();
const { run } = stage;
let admin: string;
let person: Window;
let context: BrowserContext;
/** Two tabs of one visitor. The first one has been touched, the other has only been loaded. */
let one: Page;
let other: Page;
let chatId: string;
beforeAll(async () => {
  admin = await run.token({ role: 'admin', sub: 'ada', name: 'Ada' });
});
beforeEach(async () => {
  person = await stage.window({ expected: /ERR_INTERNET_DISCONNECTED/ });
  one = person.page;
  context = one.context();
  await countSounds(context);
  const widget = widgetOn(one);
  const hello = `hello ${randomUUID()}`;
  await widget.visit(run.url);
  await widget.open();
  await widget.write(hello);
  await widget.messages.getByText(hello).waitFor();
  chatId = await waitUntil('the chat', () => findChat(hello));
  await one.keyboard.press('Escape');
  other = await openTab();
  return async () => {
    expect(person.complaints).toEqual([]);
    await person.close();
  };
});

test('[U6] a message sounds once over all tabs, in one that has been touched', async () => {
  await reply('first');
  await badges(1, one, other);
  await sounds(1);
  expect(await soundsOf(other)).toBe(0);

  await other.mouse.click(5, 300);
  for (const count of [2, 3, 4]) {
    await reply(`message ${count}`);
    await badges(count, one, other);
    await sounds(count);
  }
});

test('[U6] a tab that learns of a message late, and one that loads it, stay silent', async () => {
  await other.mouse.click(5, 300);
  const goOnline = await goOffline(other);
  await reply('first');
  await sounds(1);
  await goOnline();
  await badges(1, one, other);
  await other.reload();
  await other.mouse.click(5, 300);
  await badges(1, other);
  await sounds(1);
  await reply('second');
  await badges(2, one, other);
  await sounds(2);
});

test('[U6] own messages make no sound', async () => {
  await open(one);
  await widgetOn(one).write('one more thing');
  await widgetOn(one).messages.getByText('one more thing').waitFor();
  await reply('yes?');
  await widgetOn(one).messages.getByText('yes?').waitFor();
  await sounds(1);
});

test('[U6] the sound is switched off in all tabs at once, and stays off', async () => {
  await open(one);
  await open(other);
  await one.getByRole('button', { name: 'Turn sound off' }).click();
  await other.getByRole('button', { name: 'Turn sound on' }).waitFor();
  await reply('in silence');
  await widgetOn(one).messages.getByText('in silence').waitFor();
  await widgetOn(other).messages.getByText('in silence').waitFor();
  await other.reload();
  await widgetOn(other).messages.waitFor();
  await other.getByRole('button', { name: 'Turn sound on' }).click();
  await one.getByRole('button', { name: 'Turn sound off' }).waitFor();
  await reply('aloud');
  await widgetOn(one).messages.getByText('aloud').waitFor();
  await sounds(1);
});

test('[U6] a page out of sight counts in its title, and leaves the title to the page', async () => {
  await setHidden(one, true);
  await reply('first');
  await title(one, `(1) ${TITLE}`);
  await reply('second');
  await title(one, `(2) ${TITLE}`);
  await one.evaluate(() => {
    document.title = 'Tents';
  });
  await title(one, '(2) Tents');
  await setHidden(one, false);
  await title(one, 'Tents');

  await one.evaluate(() => document.querySelector('title')?.remove());
  await setHidden(one, true);
  await title(one, '(2) localhost');
  await open(other);
  await title(one, '');
  expect(await one.locator('title').count()).toBe(0);
});

test('[U4] opening in one tab clears the badge in every other, also where the connection is down', async () => {
  const third = await openTab();
  await reply('first');
  await badges(1, one, other, third);
  const goOnline = await goOffline(third);
  await open(one);
  await noBadge(other);
  await noBadge(third);
  await goOnline();
  await reply('second');
  await badges(1, other, third);
});

test('[U12] the page hears of each message once, and of each new count', async () => {
  for (const page of [one, other]) {
    await page.evaluate(() => {
      const log: unknown[] = [];
      Object.assign(window, { log });
      window.SupportChat?.('on', 'message', (message: { content: string }) =>
        log.push(message.content),
      );
      window.SupportChat?.('on', 'unread', (count: number) => log.push(count));
    });
  }
  await reply('first');
  await badges(1, one, other);
  await reply('second');
  await badges(2, one, other);
  await open(one);
  await noBadge(other);
  for (const page of [one, other]) {
    const heard = () => page.evaluate(() => Reflect.get(window, 'log'));
    await waitUntil('all events', async () => (await heard()).length >= 5);
    expect((await heard()).toSorted()).toEqual([0, 1, 2, 'first', 'second']);
  }
});

test('[U5] a draft is the same in all tabs, and disappears when it is sent', async () => {
  await open(one);
  await open(other);
  await widgetOn(one).box.fill('half a tho');
  await waitUntil(
    'the draft',
    async () => (await widgetOn(other).box.inputValue()) === 'half a tho',
  );
  await widgetOn(one).messages.focus();
  await widgetOn(other).box.fill('half a thought');
  await waitUntil(
    'the draft',
    async () => (await widgetOn(one).box.inputValue()) === 'half a thought',
  );
  await widgetOn(other).messages.focus();
  await widgetOn(one).box.press('Enter');
  await widgetOn(other).messages.getByText('half a thought').waitFor();
  await waitUntil('the draft to go', async () => (await widgetOn(other).box.inputValue()) === '');
  expect(await widgetOn(one).messages.getByText('half a thought').count()).toBe(1);
  expect(await widgetOn(other).messages.getByText('half a thought').count()).toBe(1);
});

test('[U5] a failed message that is discarded in one tab disappears in the other', async () => {
  await goOffline(one);
  await open(one);
  await widgetOn(one).write('never sent');
  await widgetOn(one).messages.getByText('never sent').waitFor();
  await markUnsentAsFailed(one);
  await one.close();
  const tabs = [await openTab(), await openTab()] as const;
  for (const tab of tabs) {
    await open(tab);
    await tab.getByRole('button', { name: 'Discard' }).waitFor();
  }
  await tabs[0].getByRole('button', { name: 'Discard' }).click();
  for (const tab of tabs)
    await widgetOn(tab).messages.getByText('never sent').waitFor({ state: 'detached' });
});

test('[U5] a message that two tabs have left to send is stored and shown once', async () => {
  const goOnline = await goOffline(one);
  await open(one);
  await widgetOn(one).write('from the tunnel');
  await widgetOn(one).messages.getByText('from the tunnel').waitFor();
  const second = await openTab();
  await open(second);
  await goOnline();
  for (const tab of [one, second]) {
    await tab.getByRole('img', { name: 'Sent' }).nth(1).waitFor();
    expect(await widgetOn(tab).messages.getByText('from the tunnel').count()).toBe(1);
  }
  expect(await storedTexts(chatId)).toEqual([expect.stringMatching(/^hello/), 'from the tunnel']);
});

test('[U5] a first message that two tabs want to send makes one visitor and one message', async () => {
  const newcomer = await stage.window();
  let answer = () => {};
  const held = new Promise<void>((resolve) => (answer = resolve));
  await newcomer.page.context().route('**/api/visitors', async (route) => {
    await held;
    await route.continue();
  });
  const pages = [newcomer.page, await newcomer.page.context().newPage()] as const;
  const content = `first words ${randomUUID()}`;
  await pages[0].goto(run.url);
  await widgetOn(pages[0]).open();
  await widgetOn(pages[0]).write(content);
  await widgetOn(pages[0]).messages.getByText(content).waitFor();
  await pages[1].goto(run.url);
  await open(pages[1]);
  await widgetOn(pages[1]).messages.getByText(content).waitFor();
  answer();
  for (const page of pages) {
    await page.getByRole('img', { name: 'Sent' }).waitFor();
    expect(await widgetOn(page).messages.getByText(content).count()).toBe(1);
  }
  const chat = await waitUntil('the chat', () => findChat(content));
  expect(await storedTexts(chat)).toEqual([content]);
  expect(await chatsWith(content)).toHaveLength(1);
  await newcomer.close();
});

test('logout in one tab ends the chat in the others', async () => {
  await open(one);
  await open(other);
  await widgetOn(one).box.fill('a secret');
  await widgetOn(other).messages.getByText('hello').waitFor();
  await one.evaluate(() => window.SupportChat?.('logout'));
  await widgetOn(other).messages.waitFor({ state: 'detached' });
  await waitUntil('the draft to go', async () => (await widgetOn(other).box.inputValue()) === '');
  expect(await other.evaluate(() => Object.keys(localStorage))).toEqual([]);
  expect(await other.getByRole('button', { name: /Turn sound/ }).count()).toBe(0);
});

test('[U6] a page that is left, perhaps to come back, is left with its own title', async () => {
  await setHidden(one, true);
  await reply('first');
  await title(one, `(1) ${TITLE}`);
  await one.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })));
  expect(await one.title()).toBe(TITLE);
  await one.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));
  await title(one, `(1) ${TITLE}`);
});

test('after destroy nothing is left of it on the page', async () => {
  await one.close();
  await trackListeners(context);
  const page = await openTab();
  await open(page);
  await setHidden(page, true);
  await page.keyboard.press('Escape');
  await reply('first');
  await title(page, `(1) ${TITLE}`);
  await waitUntil('a sound', async () => (await soundsOf(page)) === 1);
  expect(await page.evaluate(() => window.listeners)).toContain('storage');

  await page.evaluate(() => window.SupportChat?.('destroy'));
  expect(await page.title()).toBe(TITLE);
  const states = () => page.evaluate(() => window.audio?.map(({ state }) => state));
  await waitUntil('silence', async () => `${await states()}` === 'closed');
  await page.mouse.click(5, 300);
  expect(await states()).toEqual(['closed']);
  expect(await page.locator('support-chat').count()).toBe(0);
  // These two have come, and come only once.
  const left = await page.evaluate(() => window.listeners);
  expect(left?.filter((name) => name !== 'DOMContentLoaded' && name !== 'load')).toEqual([]);
});

/** Loads the shop once more, and touches nothing. */
async function openTab(): Promise<Page> {
  const page = await person.openTab();
  const isLive = page.waitForEvent('websocket', (socket) => socket.url().endsWith('/ws'));
  await page.goto(run.url);
  await isLive;
  return page;
}

async function open(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Support chat/ }).click();
  await widgetOn(page).messages.waitFor();
}

async function reply(content: string): Promise<void> {
  const path = `POST /api/admin/chats/${chatId}/messages`;
  const body = { content, client_id: randomUUID() };
  const answer = await call(run.url, path, { token: admin, body });
  expect(answer.status).toBe(201);
}

async function badges(count: number, ...pages: Page[]): Promise<void> {
  const name = new RegExp(`, ${count} unread message`);
  for (const page of pages) await page.getByRole('button', { name }).waitFor();
}

/** Waits for that many sounds of both tabs, and lets every other one come that is waiting for its turn. */
async function sounds(count: number): Promise<void> {
  await waitUntil(`${count} sounds`, async () => (await soundsOf(one, other)) >= count);
  for (const page of [one, other]) {
    await page.evaluate(() =>
      navigator.locks.request(`support-chat:${location.origin}:sound`, () => {}),
    );
  }
  expect(await soundsOf(one, other)).toBe(count);
}

const noBadge = (page: Page) =>
  page.getByRole('button', { name: 'Support chat', exact: true }).waitFor();

const title = (page: Page, text: string) =>
  waitUntil(`the title "${text}"`, async () => (await page.title()) === text);

const findChat = async (preview: string) => (await chatsWith(preview))[0];

async function chatsWith(preview: string): Promise<string[]> {
  const { body } = await call(run.url, 'GET /api/admin/chats?archived=false', { token: admin });
  const { chats } = v.parse(ChatPageSchema, body);
  return chats
    .filter(({ last_message_preview }) => last_message_preview === preview)
    .map(({ id }) => id);
}

async function storedTexts(id: string): Promise<string[]> {
  const { body } = await call(run.url, `GET /api/admin/chats/${id}`, { token: admin });
  return v.parse(ChatDetailSchema, body).messages.map(({ content }) => content);
}

/** As if the server had refused what is still unsent. */
const markUnsentAsFailed = (page: Page) =>
  page.evaluate(() => {
    for (const [key, value] of Object.entries(localStorage)) {
      if (!key.includes(':unsent:')) continue;
      const unsent = Object.values<object>(JSON.parse(value)).map((one) => ({
        ...one,
        code: 'forbidden',
      }));
      localStorage.setItem(key, JSON.stringify(unsent));
    }
  });
