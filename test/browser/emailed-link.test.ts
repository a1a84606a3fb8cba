import { randomUUID } from 'node:crypto';
import type { BrowserContextOptions, WebSocketRoute } from 'playwright-core';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { SupportChatSchema } from '../../protocol/index.ts';
import { en as words } from '../../web-widget/panel/question/words/en.ts';
import { en } from '../../web-widget/strings/en.ts';
import { accessibilityFindings } from '../support/accessibility.ts';
import { type CompanyWindow, openCompany } from '../support/company.ts';
import { call } from '../support/http-client.ts';
import { humanInput } from '../support/human-input.ts';
import { untilStill } from '../support/page-states.ts';
import { waitUntil } from '../support/wait-until.ts';

const company = await openCompany();
const { run } = company;

/** The question in a window, by what the user sees of it. */
const questionIn = ({ page }: CompanyWindow) => ({
  card: page.getByRole('region', { name: /\?$/ }),
  yes: page.getByRole('button', { name: words.yes, exact: true }),
  no: page.getByRole('button', { name: words.no, exact: true }),
  hide: page.locator('.question').getByRole('button', { name: en.hide }),
  remark: (text: string) => page.getByText(text),
});

/** A visitor has written and left, and has got the reply by email. */
async function anAnsweredVisitor() {
  const asker = await company.pageWindow();
  const email = `${randomUUID()}@example.com`;
  await asker.site.visit();
  await asker.chat('Is the tent waterproof?');
  await asker.page.getByRole('button', { name: en.email.offer }).click();
  await asker.page.getByRole('textbox', { name: en.email.label }).fill(email);
  await asker.page.keyboard.press('Enter');
  await asker.page.getByText(en.email.saved(email)).waitFor();
  const token = await visitorToken(asker);
  const { body } = await call(run.url, 'GET /api/support_chat', { token });
  const { id } = v.parse(SupportChatSchema, body);
  await asker.page.goto('about:blank');

  const admin = await company.admin();
  await admin.reply({ chat_id: id }, 'It is, up to 3,000 mm.');
  const letter = await waitUntil('the email', async () => {
    await run.advance(6 * 60);
    return (await run.emails()).find(({ to }) => JSON.stringify(to).includes(email));
  });
  const link = letter.text.match(/\S+email\/open\?token=\S+/)?.[0] ?? '';
  const contents = async () => {
    const answer = await call(run.url, 'GET /api/support_chat', { token });
    return v.parse(SupportChatSchema, answer.body).messages.map(({ content }) => content);
  };
  return { asker, link, id, token, admin, contents, masked: `${email[0]}•••@example.com` };
}

async function visitorToken({ site }: CompanyWindow): Promise<string> {
  const stored = Object.entries(await site.stored());
  return stored.find(([key]) => key.endsWith('visitor-token'))?.[1] ?? '';
}

/** The ticket that an emailed link leads to. */
async function ticketOf(link: string): Promise<string> {
  const answer = await fetch(link, { redirect: 'manual' });
  return answer.headers.get('location')?.split('#support-chat=')[1] ?? '';
}

describe('[S8] an emailed link', () => {
  test('in the browser that asked opens the conversation, and asks nothing', async () => {
    const { asker, link } = await anAnsweredVisitor();
    await asker.page.goto(link);
    await asker.widget.messages.getByText('It is, up to 3,000 mm.').waitFor();
    expect(new URL(asker.page.url()).hash).toBe('');
    await asker.chat('Thank you');
    expect(await asker.page.locator('.question').count()).toBe(0);
  });

  test('in another browser asks first, and what is written meanwhile waits for the choice', async () => {
    const { link, masked, contents, id } = await anAnsweredVisitor();
    const other = await company.pageWindow();
    const { card, yes } = questionIn(other);
    await other.page.goto(link);
    await card.waitFor();
    expect(await card.textContent()).toContain(words.continueOf(masked));
    expect(await card.textContent()).toContain('It is, up to 3,000 mm.');
    expect(await other.site.stored()).toEqual({});
    expect(new URL(other.page.url()).hash).toBe('');
    expect(await accessibilityFindings(other.page)).toEqual([]);

    await other.page.keyboard.type('Which colours are there?');
    await other.page.keyboard.press('Enter');
    await other.page.keyboard.type('And how h');
    await yes.dblclick();
    await other.widget.messages.getByText('It is, up to 3,000 mm.').waitFor();
    await other.sent('Which colours are there?');
    await other.page.keyboard.type('eavy?');
    expect(await other.widget.box.inputValue()).toBe('And how heavy?');
    await other.page.keyboard.press('Enter');
    await other.sent('And how heavy?');
    const said = [
      'Is the tent waterproof?',
      'It is, up to 3,000 mm.',
      'Which colours are there?',
      'And how heavy?',
    ];
    expect(await contents()).toEqual(said);

    const token = await visitorToken(other);
    const { body } = await call(run.url, 'GET /api/support_chat', { token });
    expect(v.parse(SupportChatSchema, body).id).toBe(id);
    await other.page.reload();
    await other.widget.messages.getByText('And how heavy?').waitFor();
    expect(await card.count()).toBe(0);
  });

  test('declined there starts a new conversation, and a new link still works', async () => {
    const { link, contents } = await anAnsweredVisitor();
    const other = await company.pageWindow();
    const { card, yes, no } = questionIn(other);
    await other.page.goto(link);
    await card.waitFor();
    await other.page.keyboard.type('Somebody else here');
    await other.page.keyboard.press('Enter');
    await no.click();
    await other.sent('Somebody else here');
    expect(await card.count()).toBe(0);
    expect(await contents()).toEqual(['Is the tent waterproof?', 'It is, up to 3,000 mm.']);
    expect(await other.widget.messages.getByText('It is, up to 3,000 mm.').count()).toBe(0);

    // A reload may lose the question: the link makes a new one.
    await other.page.goto(link);
    await card.waitFor();
    await other.page.reload();
    await other.widget.messages.getByText('Somebody else here').waitFor();
    expect(await card.count()).toBe(0);
    await other.page.goto(link);
    await yes.click();
    await other.widget.messages.getByText('It is, up to 3,000 mm.').waitFor();
  });

  test('in a browser with its own conversation keeps that until the choice, and after a no', async () => {
    const { link } = await anAnsweredVisitor();
    const other = await company.pageWindow();
    const { card, no } = questionIn(other);
    await other.site.visit();
    await other.chat('My own question');
    await other.widget.box.fill('half a wo');
    const token = await visitorToken(other);
    await other.page.goto(link);
    await card.waitFor();
    await other.widget.messages.getByText('My own question').waitFor();
    expect(await other.widget.box.inputValue()).toBe('half a wo');
    expect(await visitorToken(other)).toBe(token);
    await no.click();
    await card.waitFor({ state: 'detached' });
    await other.page.keyboard.type('rd');
    expect(await other.widget.box.inputValue()).toBe('half a word');
    await other.page.keyboard.press('Enter');
    await other.sent('half a word');
    expect(await visitorToken(other)).toBe(token);
  });

  test('accepted takes along what the browser had not sent yet', async () => {
    const { link, contents } = await anAnsweredVisitor();
    const other = await company.pageWindow({ expected: /ERR_FAILED/ });
    let isCut = false;
    const silent: WebSocketRoute[] = [];
    await other.page.routeWebSocket('**/ws', (socket) => {
      if (isCut) silent.push(socket);
      else socket.connectToServer();
    });
    await other.page.route('**/api/support_chat/messages', (route) =>
      isCut && route.request().method() === 'POST' ? route.abort() : route.fallback(),
    );
    await other.site.visit();
    await other.chat('My own question');
    isCut = true;
    await other.page.goto(link);
    await questionIn(other).card.waitFor();
    await other.widget.box.fill('Not sent yet');
    await other.page.keyboard.press('Enter');
    await other.widget.messages.getByText('Not sent yet').waitFor();
    await questionIn(other).yes.click();
    await other.widget.messages.getByText('It is, up to 3,000 mm.').waitFor();
    isCut = false;
    for (const socket of silent) await socket.close();
    const hasArrived = async () => (await contents()).includes('Not sent yet');
    await waitUntil('the message to arrive', hasArrived, 60_000);
    expect((await contents()).slice(2)).toEqual(['Not sent yet']);
  });

  test('accepted there takes the place of that conversation, in every tab', async () => {
    const { link } = await anAnsweredVisitor();
    const other = await company.pageWindow();
    const { card, yes } = questionIn(other);
    await other.site.visit();
    await other.chat('My own question');
    const tab = await other.page.context().newPage();
    await tab.goto(link);
    const there = questionIn({ ...other, page: tab });
    await there.yes.click();
    await tab.getByRole('log').getByText('It is, up to 3,000 mm.').waitFor();
    expect(await tab.getByText('My own question').count()).toBe(0);
    await other.widget.messages.getByText('It is, up to 3,000 mm.').waitFor();
    expect(await other.page.getByText('My own question').count()).toBe(0);
    await tab.close();
    // The conversation belongs to this browser now.
    await other.page.goto(link);
    await other.widget.messages.getByText('It is, up to 3,000 mm.').waitFor();
    await other.chat('Thank you');
    expect((await card.count()) + (await yes.count())).toBe(0);
  });

  test('never replaces a signed-in user', async () => {
    const { link } = await anAnsweredVisitor();
    const alice = await company.signedInUser();
    const other = await company.pageWindow();
    await other.page.addInitScript(`(${sayBefore})('${alice.token}')`);
    await other.page.goto(link);
    const { remark, yes, hide } = questionIn(other);
    await remark(words.signedIn).waitFor();
    expect(await yes.count()).toBe(0);
    await other.chat('as Alice');
    expect(await alice.contents()).toEqual(['as Alice']);
    await hide.click();
    await remark(words.signedIn).waitFor({ state: 'detached' });
    await other.page.keyboard.type('on');
    expect(await other.widget.box.inputValue()).toBe('on');
  });

  test('asks nobody any more who signs in meanwhile, and is gone with a logout', async () => {
    const { link } = await anAnsweredVisitor();
    const alice = await company.signedInUser();
    const other = await company.pageWindow();
    const { card, remark } = questionIn(other);
    await other.page.goto(link);
    await card.waitFor();
    await other.site.say('identify', alice.token);
    await remark(words.signedIn).waitFor();
    expect(await card.count()).toBe(0);
    await other.site.say('logout');
    await remark(words.signedIn).waitFor({ state: 'detached' });
  });

  test('that has expired, is used up or whose conversation is erased says so, and the own chat goes on', async () => {
    const isProvoked = (text: string) => /401|404/.test(text);
    const { link, id, admin } = await anAnsweredVisitor();
    const other = await company.pageWindow({ expected: isProvoked });
    const { remark, hide, card } = questionIn(other);
    const used = await ticketOf(link);
    const body = { ticket: used, accept: true };
    await call(run.url, 'POST /api/email/ticket', { body });
    await other.site.visit('', `#support-chat=${used}`);
    await other.page.keyboard.type('Anybody there?');
    await other.page.keyboard.press('Enter');
    await remark(words.ended).waitFor();
    await other.sent('Anybody there?');
    await hide.click();
    expect(await other.page.locator('.question').count()).toBe(0);

    const erased = await ticketOf(link);
    await call(run.url, `DELETE /api/admin/chats/${id}`, { token: admin.token });
    await other.site.visit('', `#support-chat=${erased}`);
    await remark(words.erased).waitFor();
    await other.chat('Hello?');
    expect(await card.count()).toBe(0);
  });

  test('of a chat without an address or a reply asks in general words', async () => {
    const isProvoked = (text: string) => /ERR_FAILED|429/.test(text);
    const { link } = await anAnsweredVisitor();
    const other = await company.pageWindow({ expected: isProvoked });
    const { remark, card, yes } = questionIn(other);
    const asked: string[] = [];
    await other.page.route('**/api/email/ticket', async (route) => {
      asked.push(route.request().postData() ?? '');
      if (asked.length === 1) return route.abort();
      if (asked.length === 2)
        return route.fulfill({ status: 429, json: { message: 'Too Many Requests' } });
      if (asked.length === 3)
        return route.fulfill({ json: { masked_email: null, last_preview: 'It is.' } });
      return route.abort();
    });
    await other.page.goto(link);
    await remark(words.failed).waitFor();
    await other.page.getByRole('button', { name: en.tryAgain }).click();
    await remark(words.limited).waitFor();
    await card.getByText(words.continueIt).waitFor();
    await yes.click();
    await remark(words.failed).waitFor();
    await other.page.unroute('**/api/email/ticket');
    await other.page.getByRole('button', { name: en.tryAgain }).click();
    await other.widget.messages.getByText('It is, up to 3,000 mm.').waitFor();
  });

  test('can be decided by keyboard alone, and not by going on writing', async () => {
    const { link } = await anAnsweredVisitor();
    const other = await company.pageWindow();
    const { card } = questionIn(other);
    await other.page.goto(link);
    await card.waitFor();
    await waitUntil('the question to have the focus', () =>
      card.evaluate((element) => element.matches(':focus')),
    );
    await other.page.keyboard.press('Enter');
    await other.page.keyboard.press('Tab');
    await other.page.keyboard.type('hi there');
    expect(await other.widget.box.inputValue()).toBe('hi there');
    expect(await card.isVisible()).toBe(true);
    await other.page.keyboard.press('Shift+Tab');
    await other.page.keyboard.press('Shift+Tab');
    await other.page.keyboard.press('Enter');
    await other.widget.messages.getByText('It is, up to 3,000 mm.').waitFor();
    expect(await other.widget.box.inputValue()).toBe('hi there');
    await other.page.keyboard.type('!');
    expect(await other.widget.box.inputValue()).toBe('hi there!');
  });

  test('followed by quick hands on a slow network loses no key and no message', async () => {
    const { link, contents } = await anAnsweredVisitor();
    const other = await company.pageWindow({ network: 'slow' });
    const { click, type, press } = humanInput(other.page);
    await other.page.goto(link);
    await other.widget.panel.waitFor();
    await type('Good news');
    await press('Enter');
    await type('I take two');
    await click(questionIn(other).yes);
    await type(' of them');
    await press('Enter');
    await other.sent('I take two of them');
    expect((await contents()).slice(2)).toEqual(['Good news', 'I take two of them']);
    expect(Object.keys(await other.site.stored()).some((key) => key.includes('unsent'))).toBe(
      false,
    );
  });

  const phone = {
    viewport: { width: 390, height: 844 },
    colorScheme: 'dark' as const,
    hasTouch: true,
    isMobile: true,
  };
  test.each<[string, number, BrowserContextOptions]>([
    ['a phone, in the dark', 44, phone],
    ['400 % zoom', 36, { viewport: { width: 320, height: 256 } }],
  ])('is legible and can be answered on %s', async (_name, size, options) => {
    const { link } = await anAnsweredVisitor();
    const other = await company.pageWindow(options);
    const { card, yes } = questionIn(other);
    await other.page.goto(link);
    await card.waitFor();
    await untilStill(other.page);
    expect(await accessibilityFindings(other.page)).toEqual([]);
    await yes.scrollIntoViewIfNeeded();
    const [button, panel, box] = await Promise.all([
      yes.boundingBox(),
      other.widget.panel.boundingBox(),
      other.widget.box.boundingBox(),
    ]);
    expect(button?.height).toBeGreaterThanOrEqual(size);
    expect(button?.y).toBeGreaterThan(panel?.y ?? Infinity);
    expect((button?.y ?? 0) + (button?.height ?? 0)).toBeLessThanOrEqual(box?.y ?? 0);
    await yes.click();
    await other.widget.messages.getByText('It is, up to 3,000 mm.').waitFor();
  });

  test('asks in the reader’s language, from right to left where that is how it is read', async () => {
    const { link } = await anAnsweredVisitor();
    const other = await company.pageWindow();
    const ticket = await ticketOf(link);
    await other.site.visit("SupportChat('set', { language: 'ar' });", `#support-chat=${ticket}`);
    const card = other.page.locator('.question');
    await card.waitFor();
    expect(await card.evaluate((element) => getComputedStyle(element).direction)).toBe('rtl');
    await card.getByRole('button', { name: 'متابعة', exact: true }).click();
    await other.page.getByText('It is, up to 3,000 mm.').waitFor();
  });
});

/** Runs in the page, before its own scripts. */
function sayBefore(token: string): void {
  const queue: unknown[] = [['identify', token]];
  Object.assign(window, { SupportChat: Object.assign(() => {}, { q: queue }) });
}
