import type { BrowserContextOptions } from 'playwright-core';
import * as v from 'valibot';
import { beforeEach, describe, expect, test } from 'vitest';
import { SupportChatSchema } from '../../protocol/index.ts';
import { en as words } from '../../web-widget/panel/question/words/en.ts';
import { en } from '../../web-widget/strings/en.ts';
import { accessibilityFindings } from '../support/accessibility.ts';
import { type CompanyWindow, openCompany } from '../support/company.ts';
import { call } from '../support/http-client.ts';
import { humanInput } from '../support/human-input.ts';
import { untilStill } from '../support/page-states.ts';
import type { User } from '../support/people.ts';
import { countSounds, soundsOf } from '../support/sounds.ts';
import { textsOn } from '../support/visitor.ts';
import { waitUntil } from '../support/wait-until.ts';
import { widgetOn } from '../support/widget.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;

const company = await openCompany();
const { run } = company;
let alice: User;
beforeEach(async () => {
  alice = await company.signedInUser();
});

const questionIn = ({ page }: Pick<CompanyWindow, 'page'>) => ({
  card: page.getByRole('region', { name: words.askToAdd }),
  any: page.locator('.question'),
  add: page.getByRole('button', { name: words.add, exact: true }),
  fresh: page.getByRole('button', { name: words.fresh, exact: true }),
});

const byString = ({ token }: User) => `SupportChat('identify', '${token}');`;

/** A visitor has written in a window, and got a reply. Returns the visitor's token. */
async function aVisitorIn(open: CompanyWindow): Promise<string> {
  await open.site.visit();
  await open.chat('Is the tent waterproof?');
  const token = await visitorToken(open);
  const { body } = await call(run.url, 'GET /api/support_chat', { token });
  const { id } = v.parse(SupportChatSchema, body);
  await company.reply({ chat_id: id }, 'It is.');
  await open.widget.messages.getByText('It is.').waitFor();
  return token;
}

async function visitorToken({ site }: CompanyWindow): Promise<string> {
  const stored = Object.entries(await site.stored());
  return stored.find(([key]) => key.endsWith(':visitor-token'))?.[1] ?? '';
}

describe('[U16] a user who signs in after a conversation as a visitor', () => {
  test('adds it to their account, in one list, without a sound or anything unread', async () => {
    const open = await company.pageWindow();
    const { card, any, add } = questionIn(open);
    await countSounds(open.page.context());
    await aVisitorIn(open);
    await waitUntil('its sound', async () => (await soundsOf(open.page)) === 1);
    await open.widget.box.fill('and how h');
    await open.site.say('identify', alice.token);
    await card.waitFor();
    expect(await accessibilityFindings(open.page)).toEqual([]);
    expect(await card.textContent()).not.toContain('tent');
    const [asked, box] = [await card.boundingBox(), await open.widget.box.boundingBox()];
    expect(asked && box && asked.y + asked.height <= box.y).toBe(true);
    await open.chat('I am Alice now');
    expect(await alice.contents()).toEqual(['I am Alice now']);
    const before = await open.site.events();
    await add.dblclick();
    await any.waitFor({ state: 'detached' });
    await open.widget.messages.getByText('It is.').waitFor();
    const said = ['I am Alice now', 'Is the tent waterproof?', 'It is.'];
    expect(await textsOn(open.page)).toEqual(said);
    expect(await alice.contents()).toEqual(said);
    expect(await open.widget.box.inputValue()).toBe('and how h');
    expect(await open.site.events()).toEqual(before);
    expect(await soundsOf(open.page)).toBe(1);
    const times = await open.widget.messages
      .locator('time')
      .evaluateAll((all) => all.map((time) => time.getAttribute('datetime') ?? ''));
    expect([times[1], times[2], times[0]]).toEqual([...times].sort());
    expect(await visitorToken(open)).toBe('');
    expect(Object.keys(await open.site.stored()).join()).not.toContain(':visitor');
    await open.page.keyboard.type('eavy?');
    await open.page.keyboard.press('Enter');
    await open.sent('and how heavy?');

    await open.site.visit(byString(alice));
    await open.widget.messages.getByText('It is.').waitFor();
    expect(await any.count()).toBe(0);
  });

  test('starts fresh: the conversation and its text are nobody’s in this browser', async () => {
    const open = await company.pageWindow();
    const { card, any, fresh } = questionIn(open);
    await aVisitorIn(open);
    await open.widget.box.fill('half a wo');
    await open.site.say('identify', alice.token);
    await card.waitFor();
    await fresh.click();
    await any.waitFor({ state: 'detached' });
    expect(Object.keys(await open.site.stored()).join()).not.toContain(':visitor');
    await open.chat('as Alice');
    expect(await alice.contents()).toEqual(['as Alice']);
    await open.site.visit();
    await open.widget.box.waitFor();
    expect(await open.widget.messages.count()).toBe(0);
    expect(await open.widget.box.inputValue()).toBe('');
  });

  test('is asked only in an open panel, and again after a reload until the user decides', async () => {
    const open = await company.pageWindow();
    const { card, any, add } = questionIn(open);
    const token = await aVisitorIn(open);
    await open.page.keyboard.press('Escape');
    await open.widget.panel.waitFor({ state: 'hidden' });
    const asked: string[] = [];
    open.page.on('request', (request) => asked.push(request.url()));
    await open.site.say('identify', alice.token);
    await waitUntil('the user to be known', () =>
      asked.some((url) => url.endsWith('/support_chat')),
    );
    expect(asked.filter((url) => /question/.test(url))).toEqual([]);
    expect(await any.count()).toBe(0);
    await open.widget.open();
    await card.waitFor();
    await open.site.visit(byString(alice));
    await card.waitFor();
    expect(await visitorToken(open)).toBe(token);
    expect(await alice.contents()).toEqual([]);
    await add.click();
    await open.widget.messages.getByText('It is.').waitFor();
  });

  test('is asked nothing of a conversation without a message, or one of the day before yesterday', async () => {
    const open = await company.pageWindow();
    const { any } = questionIn(open);
    const { body } = await call(run.url, 'POST /api/visitors', { body: {} });
    const { token } = v.parse(v.object({ token: v.string() }), body);
    const store = (value: string) =>
      open.page.evaluate(
        ([origin, kept]) =>
          localStorage.setItem(`support-chat:${origin}:visitor-token`, kept ?? ''),
        [run.url, value],
      );
    await open.site.visit();
    await store(token);
    await open.site.visit(byString(alice));
    await open.widget.launcher.click();
    await waitUntil('the token to be dropped', async () => (await visitorToken(open)) === '');
    expect(await any.count()).toBe(0);

    await open.page.keyboard.press('Escape');
    await open.site.say('logout');
    await aVisitorIn(open);
    await open.page.clock.setFixedTime(Date.now() + DAY_MS + 60_000);
    await open.site.say('identify', await run.token({ role: 'user', sub: alice.id }));
    await waitUntil('the token to be dropped', async () => (await visitorToken(open)) === '');
    expect(await any.count()).toBe(0);
  });

  test('loses it by a logout', async () => {
    const open = await company.pageWindow();
    const { card, any } = questionIn(open);
    await aVisitorIn(open);
    await open.site.say('identify', alice.token);
    await card.waitFor();
    await open.site.say('logout');
    await any.waitFor({ state: 'detached' });
    expect(await open.site.stored()).toEqual({});
    expect(await alice.contents()).toEqual([]);
  });

  test('sees that it takes a while or has failed, and tries again without losing it', async () => {
    const open = await company.pageWindow({ expected: /ERR_FAILED|429/ });
    const { card, any, add } = questionIn(open);
    await aVisitorIn(open);
    await open.site.say('identify', alice.token);
    await card.waitFor();
    let tries = 0;
    let letGo = () => {};
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    await open.page.route('**/api/support_chat/join', async (route) => {
      tries += 1;
      if (tries === 1) return route.abort();
      if (tries === 2) return route.fulfill({ status: 202, json: { joined: false } });
      if (tries === 3) {
        const error = { code: 'rate_limited', message: 'too many' };
        return route.fulfill({ status: 429, json: { error }, headers: { 'retry-after': '1' } });
      }
      await held;
      return route.continue();
    });
    await add.click();
    await open.page.getByText(words.addFailed).waitFor();
    expect(await visitorToken(open)).not.toBe('');
    await open.page.getByRole('button', { name: en.tryAgain }).click();
    await open.page.getByText(words.limited).waitFor();
    await open.page.getByText(words.adding).waitFor();
    expect(await add.isDisabled()).toBe(true);
    letGo();
    await open.widget.messages.getByText('It is.').waitFor();
    await any.waitFor({ state: 'detached' });
    expect(tries).toBe(4);
  });

  test('sees that it was added to another account, and nothing of it', async () => {
    const open = await company.pageWindow({ expected: /409/ });
    const { card, any, add } = questionIn(open);
    const visitor_token = await aVisitorIn(open);
    await open.site.say('identify', alice.token);
    await card.waitFor();
    const bob = await company.signedInUser({ name: 'Bob' });
    await waitUntil('the conversation to be Bob’s', async () => {
      const { body } = await call(run.url, 'POST /api/support_chat/join', {
        token: bob.token,
        body: { visitor_token },
      });
      return v.parse(v.object({ joined: v.boolean() }), body).joined;
    });
    await add.click();
    await open.page.getByText(words.neverAdded).waitFor();
    expect(await visitorToken(open)).toBe('');
    await any.getByRole('button', { name: en.hide }).click();
    await any.waitFor({ state: 'detached' });
    expect(await alice.contents()).toEqual([]);
  });

  test('decides once for every tab, and a tab that is still the visitor’s gives it up', async () => {
    const open = await company.pageWindow();
    await aVisitorIn(open);
    const [second, third] = [
      await open.page.context().newPage(),
      await open.page.context().newPage(),
    ];
    for (const page of [second, third]) {
      await company.pageIn(page).visit(byString(alice));
      await widgetOn(page).open();
      await questionIn({ page }).card.waitFor();
    }
    await questionIn({ page: second }).add.click();
    await widgetOn(second).messages.getByText('It is.').waitFor();
    await questionIn({ page: third }).any.waitFor({ state: 'detached' });
    await widgetOn(third).messages.getByText('It is.').waitFor();
    await open.widget.messages.waitFor({ state: 'detached' });
    expect(await alice.contents()).toEqual(['Is the tent waterproof?', 'It is.']);
    await Promise.all([second.close(), third.close()]);
  });

  test('adds what the visitor could not send as well, once', async () => {
    const open = await company.pageWindow({ expected: /ERR_INTERNET_DISCONNECTED/ });
    const { card, add } = questionIn(open);
    await aVisitorIn(open);
    await open.page.context().setOffline(true);
    await open.widget.write('written in a tunnel');
    await open.widget.messages.getByText('written in a tunnel').waitFor();
    await open.site.say('identify', alice.token);
    await open.page.getByText('written in a tunnel').waitFor({ state: 'detached' });
    await open.page.waitForLoadState('networkidle');
    await open.page.context().setOffline(false);
    await card.waitFor();
    await add.click();
    await open.sent('written in a tunnel');
    expect(await alice.contents()).toEqual([
      'Is the tent waterproof?',
      'It is.',
      'written in a tunnel',
    ]);
  });

  test('with quick hands on a slow network loses nothing', async () => {
    const open = await company.pageWindow({ network: 'slow' });
    const { card, add, any } = questionIn(open);
    const { click, type, press } = humanInput(open.page);
    await aVisitorIn(open);
    await open.site.say('identify', alice.token);
    await card.waitFor();
    await type('I am in');
    await click(add);
    await type(' now');
    await press('Enter');
    await open.sent('I am in now');
    await open.widget.messages.getByText('It is.').waitFor();
    await any.waitFor({ state: 'detached' });
    const said = await alice.contents();
    expect(said.sort()).toEqual(['I am in now', 'Is the tent waterproof?', 'It is.'].sort());
  });

  const phone = {
    viewport: { width: 390, height: 844 },
    colorScheme: 'dark' as const,
    hasTouch: true,
    isMobile: true,
  };
  test.each<[string, BrowserContextOptions]>([
    ['on a phone, in the dark', phone],
    ['at 400 % zoom', { viewport: { width: 320, height: 256 } }],
  ])('is asked legibly, from right to left and by keyboard %s', async (_name, options) => {
    const open = await company.pageWindow(options);
    const { any } = questionIn(open);
    await aVisitorIn(open);
    await open.page.evaluate(() => {
      document.documentElement.lang = 'ar';
    });
    await open.site.say('identify', alice.token);
    await any.waitFor();
    const add = any.getByRole('button', { name: 'إضافة', exact: true });
    await add.waitFor();
    await untilStill(open.page);
    expect(await any.evaluate((element) => getComputedStyle(element).direction)).toBe('rtl');
    expect(await accessibilityFindings(open.page)).toEqual([]);
    await any.focus();
    await open.page.keyboard.press('Tab');
    expect(await add.evaluate((element) => element.matches(':focus'))).toBe(true);
    const [button, card] = [await add.boundingBox(), await any.boundingBox()];
    const end = ({ y, height }: { y: number; height: number }) => y + height;
    expect(button && card && end(button) <= end(card)).toBe(true);
    await open.page.keyboard.press('Enter');
    await open.page.getByText('It is.').waitFor();
  });
});
