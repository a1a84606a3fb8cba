import type { Locator } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { dashboardOn } from '../support/dashboard.ts';
import { untilStill } from '../support/page-states.ts';
import { openStage } from '../support/stage.ts';
import { widgetOn } from '../support/widget.ts';

const LONG_TALE = Array.from({ length: 40 }, (_, line) => `line ${line}`).join('\n');

const stage = await openStage();
const { run } = stage;

test('[U2] the header says that the company is online only while an admin is', async () => {
  const { page } = await stage.window();
  const widget = widgetOn(page);
  const user = await stage.signedInUser();
  await widget.visit(run.url);
  await widget.open();
  await widget.panel.getByText('We answer as soon as we can').waitFor();

  const admin = await stage.window();
  await dashboardOn(admin.page).signIn(run.url);
  await dashboardOn(admin.page).live.waitFor();
  await widget.visitAs(run.url, user);
  await widget.open();
  await widget.panel.getByText('We are online').waitFor();
  await admin.close();
  await widget.panel.getByText('We answer as soon as we can').waitFor();
});

test('[U1] the button is at the bottom right, a bubble while closed and an X while open', async () => {
  const { page } = await stage.window();
  const widget = widgetOn(page);
  const user = await stage.signedInUser();
  await user.write('Hello');
  for (let count = 1; count <= 10; count++) await stage.reply(user, `answer ${count}`);
  await widget.visitAs(run.url, user);
  const button = page.locator('support-chat .launcher');
  const { right, bottom } = await button.evaluate((one) => {
    const place = one.getBoundingClientRect();
    return { right: innerWidth - place.right, bottom: innerHeight - place.bottom };
  });
  for (const distance of [right, bottom]) {
    expect(distance).toBeGreaterThan(0);
    expect(distance).toBeLessThan(40);
  }
  const icons = () =>
    button.evaluate((one) =>
      ['::before', '::after'].map((part) => getComputedStyle(one, part).opacity),
    );
  expect(await icons()).toEqual(['1', '0']);
  await widget.open();
  await untilStill(page);
  expect(await icons()).toEqual(['0', '1']);
  await widget.messages.getByText('answer 10').waitFor();
  await page.keyboard.press('Escape');
  await widget.panel.waitFor({ state: 'hidden' });
  const badge = page.locator('support-chat .badge');
  await expect.poll(() => badge.textContent()).toBe('');
  for (let count = 1; count <= 10; count++) await stage.reply(user, `more ${count}`);
  await badge.getByText('9+', { exact: true }).waitFor();
});

test('[U2] opening puts the caret into the text box with reduced motion, too', async () => {
  const { page } = await stage.window({ reducedMotion: 'reduce' });
  const widget = widgetOn(page);
  await widget.visit(run.url);
  await widget.open();
  await expect.poll(() => widget.box.evaluate((box) => box.matches(':focus'))).toBe(true);
});

test('[U2] the text box grows with what is written, and Enter within a composition sends nothing', async () => {
  const { page } = await stage.window();
  const widget = widgetOn(page);
  await widget.visit(run.url);
  await widget.open();
  await expect.poll(() => widget.box.evaluate((box) => box.matches(':focus'))).toBe(true);
  const height = () => widget.box.evaluate((box) => box.clientHeight);
  const line = await height();
  await page.keyboard.type('one');
  for (const text of ['two', 'three']) {
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.type(text);
  }
  expect(await height()).toBeGreaterThan(2 * line);
  const enter = (isComposing = false, keyCode = 13) =>
    widget.box.evaluate(
      (box, [composing, code]) => {
        const how = { bubbles: true, composed: true, cancelable: true };
        const key = { key: 'Enter', isComposing: composing, keyCode: code };
        box.dispatchEvent(new KeyboardEvent('keydown', { ...key, ...how }));
      },
      [isComposing, keyCode] as const,
    );
  await enter(true);
  // Safari's Enter at the end of a composition.
  await enter(false, 229);
  expect(await widget.box.inputValue()).toBe('one\ntwo\nthree');
  expect(await widget.messages.count()).toBe(0);
  await enter();
  await widget.messages.getByText('three').waitFor();
  expect(await height()).toBe(line);
});

/** A user's chat that is longer than the panel, scrolled to its end. */
async function atTheEndOfALongTale() {
  const window = await stage.window();
  const widget = widgetOn(window.page);
  const user = await stage.signedInUser();
  await user.write(LONG_TALE);
  await widget.visitAs(run.url, user);
  await widget.open();
  await widget.messages.getByText('line 39').waitFor();
  await widget.connected.waitFor();
  return { ...window, widget, user };
}

describe('the list of messages', () => {
  test('[U2] scrolls to a new message while its end is visible', async () => {
    const { widget, user } = await atTheEndOfALongTale();
    await stage.reply(user, LONG_TALE.replaceAll('line', 'answer'));
    await widget.messages.getByText('answer 39').waitFor();
    await expect.poll(() => distanceFromEnd(widget.messages)).toBeLessThan(2);
  });

  test('[U3] has own messages right in the primary colour and others left, with time, day and "Seen"', async () => {
    const { page } = await stage.window();
    const widget = widgetOn(page);
    const user = await stage.signedInUser();
    await user.write('Hello');
    await stage.reply(user, 'Hi!');
    await stage.reply(user, 'https://shop.example/a');
    await widget.visitAs(run.url, user);
    await page.evaluate(() => window.SupportChat?.('set', { primaryColor: '#0000ff' }));
    await widget.open();
    const link = widget.messages.getByRole('link', { name: 'https://shop.example/a' });
    expect(await link.getAttribute('rel')).toBe('noopener noreferrer nofollow');
    const looks = (part: string) =>
      page
        .locator(`support-chat ${part} .bubble`)
        .first()
        .evaluate((bubble) => {
          const list = bubble.closest('[role=log]')?.getBoundingClientRect();
          const { left, right } = bubble.getBoundingClientRect();
          const isRight = list && left - list.left > list.right - right;
          return { isRight, colour: getComputedStyle(bubble).backgroundColor };
        });
    expect(await looks('.own')).toEqual({ isRight: true, colour: 'rgb(0, 0, 255)' });
    const other = await looks('.other');
    expect(other.isRight).toBe(false);
    expect(other.colour).not.toBe('rgb(0, 0, 255)');
    const times = await widget.messages.locator('time').allTextContents();
    expect(times.filter((time) => /^\d+:\d\d/.test(time))).toHaveLength(3);
    expect(await widget.messages.getByText('Today').count()).toBe(1);
    expect(await widget.messages.getByText('Seen').count()).toBe(0);
    // A message that came by itself shows that the chat is subscribed: what is read before that is no push.
    await stage.reply(user, 'Are you there?');
    await widget.messages.getByText('Are you there?').waitFor();
    await (await stage.admin()).markRead(user);
    await widget.messages.locator('.own').getByText('Seen').waitFor();
  });

  test('[U2] says that there are new messages below, and scrolls there', async () => {
    const { page, widget, user } = await atTheEndOfALongTale();
    await widget.messages.evaluate((log) => log.scrollTo(0, 0));
    await stage.reply(user, 'Something new');
    const news = page.getByRole('button', { name: 'New messages' });
    await news.waitFor();
    expect(await widget.messages.evaluate((log) => log.scrollTop)).toBe(0);
    await news.click();
    await news.waitFor({ state: 'hidden' });
    expect(await distanceFromEnd(widget.messages)).toBeLessThan(2);
  });

  test('[U2] keeps the place that is being read when messages or a banner come in above', async () => {
    const { page } = await stage.window({ expected: /net::ERR|WebSocket/ });
    const widget = widgetOn(page);
    const user = await stage.signedInUser();
    await user.write('the first');
    for (let count = 1; count <= 60; count++) await stage.reply(user, `answer ${count}`);
    await widget.visitAs(run.url, user);
    await widget.open();
    await widget.messages.getByText('answer 60').waitFor();
    const read = widget.messages.getByText('answer 14', { exact: true });
    await widget.connected.waitFor();
    let isLoaded = () => {};
    await page.route('**/messages?*', async (route) => {
      await new Promise<void>((resolve) => {
        isLoaded = resolve;
      });
      await route.continue();
    });
    await widget.messages.evaluate((log) => log.scrollTo(0, 90));
    await page.getByText('Loading older messages').waitFor();
    const before = await placeOf(read);
    isLoaded();
    await widget.messages.getByText('the first').waitFor({ state: 'attached' });
    expect(await placeOf(read)).toBe(before);

    await page.context().setOffline(true);
    await page.getByText('You are offline').waitFor();
    // Browsers round positions below the header to whole pixels.
    expect(Math.abs((await placeOf(read)) - before)).toBeLessThanOrEqual(1);
  });

  test('[U3] shows an admin’s initials, and messages of a few emoji larger', async () => {
    const { page } = await stage.window();
    const [user, admin] = [await stage.signedInUser(), await stage.admin('Ada Lindqvist')];
    await user.write('Hello');
    await admin.reply(user, 'Hi!');
    await admin.reply(user, '🎉👍');
    const widget = widgetOn(page);
    await widget.visitAs(run.url, user);
    await widget.open();
    await widget.messages.getByText('🎉👍').waitFor();
    const initials = page.getByText('AL', { exact: true });
    expect(await initials.count()).toBe(1);
    const colour = await initials.evaluate((circle) => getComputedStyle(circle).backgroundColor);
    expect(colour).toMatch(/^oklch/);
    expect(await fontSize(widget.messages.getByText('🎉👍'))).toBeGreaterThan(30);
    expect(await fontSize(widget.messages.getByText('Hi!'))).toBe(15);
  });

  test('[U5] a message that does not get through is shown as still being sent', async () => {
    const { page } = await stage.window();
    const widget = widgetOn(page);
    const user = await stage.signedInUser();
    await page.clock.install();
    await page.routeWebSocket('**/ws', (socket) => {
      const server = socket.connectToServer();
      socket.onMessage((text) => {
        if (!String(text).includes('send_message')) server.send(text);
      });
    });
    await widget.visitAs(run.url, user);
    await widget.open();
    // A jump of the clock during the handshake would end it, and the message would go by HTTP.
    await widget.connected.waitFor();
    await page.clock.pauseAt((await page.evaluate(() => Date.now())) + 1_000);
    await widget.write('Anybody there?');
    await widget.messages.getByText('Anybody there?').waitFor();
    await page.clock.fastForward(14_000);
    const remark = page.getByText('Still trying to send');
    expect(await remark.count()).toBe(0);
    await page.clock.fastForward(1_000);
    await remark.waitFor();
  });
});

describe('sizes', () => {
  test('[U9] the page’s own font size changes nothing, the reader’s does', async () => {
    const { page } = await stage.window();
    const widget = widgetOn(page);
    await widget.visit(run.url);
    await widget.open();
    await widget.box.waitFor();
    const usual = await fontSize(widget.box);
    expect(usual).toBeGreaterThanOrEqual(16);
    for (const element of ['html', 'body']) {
      await page.locator(element).evaluate((one) => one.style.setProperty('font-size', '62.5%'));
    }
    expect(await fontSize(widget.box)).toBe(usual);

    const reader = await page.context().newCDPSession(page);
    await reader.send('Page.setFontSizes', { fontSizes: { standard: 32, fixed: 26 } });
    await page.reload();
    await widget.open();
    await widget.box.waitFor();
    await untilStill(page);
    expect(await fontSize(widget.box)).toBeCloseTo(2 * usual, 1);
    expect(await isWithinWindow(widget.panel)).toBe(true);
  });

  test.each([
    { width: 320, height: 640 },
    { width: 320, height: 256 },
    { width: 640, height: 400 },
  ])('all is within reach in $width by $height pixels', async (viewport) => {
    const { page } = await stage.window({ viewport });
    const widget = widgetOn(page);
    const user = await stage.signedInUser();
    await user.write('w'.repeat(400));
    await widget.visitAs(run.url, user);
    await widget.open();
    await widget.messages.getByText('www').waitFor();
    await untilStill(page);
    for (const part of [
      widget.panel,
      widget.box,
      page.getByRole('button', { name: 'Send message' }),
    ]) {
      expect(await isWithinWindow(part)).toBe(true);
    }
    const { width, height } = await widget.messages.evaluate((log) => ({
      width: log.scrollWidth - log.clientWidth,
      height: log.clientHeight,
    }));
    expect(width).toBe(0);
    expect(height).toBeGreaterThan(90);
  });
});

test.each([
  ['no-preference', 'breathe'],
  ['reduce', 'none'],
] as const)('[U10] motion that is asked for as "%s" is "%s"', async (reducedMotion, expected) => {
  const { page } = await stage.window({ reducedMotion });
  const widget = widgetOn(page);
  const user = await stage.signedInUser();
  await page.route('**/api/support_chat', () => {});
  await widget.visitAs(run.url, user);
  await widget.open();
  const line = page.getByRole('img', { name: 'Loading messages' }).locator('i').first();
  await expect
    .poll(() => line.evaluate((one) => getComputedStyle(one).animationName))
    .toBe(expected);
  await page.keyboard.press('Escape');
  await widget.panel.waitFor({ state: 'hidden' });
});

const fontSize = (element: Locator): Promise<number> =>
  element.evaluate((one) => Number.parseFloat(getComputedStyle(one).fontSize));

const placeOf = (text: Locator): Promise<number> =>
  text.evaluate((one) => Math.round(one.getBoundingClientRect().top));

const distanceFromEnd = (log: Locator): Promise<number> =>
  log.evaluate(({ scrollHeight, scrollTop, clientHeight }) =>
    Math.floor(scrollHeight - scrollTop - clientHeight),
  );

const isWithinWindow = (element: Locator): Promise<boolean> =>
  element.evaluate((one) => {
    const { left, top, right, bottom } = one.getBoundingClientRect();
    return left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight;
  });
