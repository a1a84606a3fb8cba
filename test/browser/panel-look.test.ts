import type { Locator } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { openWindow } from '../support/browser.ts';
import { aCustomer } from '../support/customer.ts';
import { dashboard } from '../support/dashboard.ts';
import { untilStill } from '../support/page-states.ts';
import { shop } from '../support/shop.ts';
import { openStage } from '../support/stage.ts';

const LONG_TALE = Array.from({ length: 40 }, (_, line) => `line ${line}`).join('\n');

const { run, browser } = await openStage();

test('[U2] the header says that somebody is there only while an admin is', async () => {
  const { page, complaints, close } = await openWindow(browser);
  const site = shop(page);
  const customer = await aCustomer(run, page);
  await site.visit(run.url);
  await site.open();
  await site.panel.getByText('We answer as soon as we can').waitFor();

  const staff = await openWindow(browser);
  await dashboard(staff.page).signIn(run.url);
  await dashboard(staff.page).live.waitFor();
  await customer.visit();
  await site.open();
  await site.panel.getByText('We are online').waitFor();
  await staff.close();
  await site.panel.getByText('We answer as soon as we can').waitFor();
  expect(complaints).toEqual([]);
  await close();
});

test('[U1] the button is at the bottom right, a bubble while closed and an X while open', async () => {
  const { page, complaints, close } = await openWindow(browser);
  const site = shop(page);
  const customer = await aCustomer(run, page);
  await customer.says('Hello');
  for (let count = 1; count <= 10; count++) await customer.hears(`answer ${count}`);
  await customer.visit();
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
  await site.open();
  await untilStill(page);
  expect(await icons()).toEqual(['0', '1']);
  await site.messages.getByText('answer 10').waitFor();
  await page.keyboard.press('Escape');
  await site.panel.waitFor({ state: 'hidden' });
  const badge = page.locator('support-chat .badge');
  await expect.poll(() => badge.textContent()).toBe('');
  for (let count = 1; count <= 10; count++) await customer.hears(`more ${count}`);
  await badge.getByText('9+', { exact: true }).waitFor();
  expect(complaints).toEqual([]);
  await close();
});

test('[U2] opening puts the caret into the text box for readers without motion, too', async () => {
  const { page, complaints, close } = await openWindow(browser, { reducedMotion: 'reduce' });
  const site = shop(page);
  await site.visit(run.url);
  await site.open();
  await expect.poll(() => site.box.evaluate((box) => box.matches(':focus'))).toBe(true);
  expect(complaints).toEqual([]);
  await close();
});

test('[U2] the text box grows with what is written, and Enter within a composition sends nothing', async () => {
  const { page, complaints, close } = await openWindow(browser);
  const site = shop(page);
  await site.visit(run.url);
  await site.open();
  await expect.poll(() => site.box.evaluate((box) => box.matches(':focus'))).toBe(true);
  const height = () => site.box.evaluate((box) => box.clientHeight);
  const line = await height();
  await page.keyboard.type('one');
  for (const text of ['two', 'three']) {
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.type(text);
  }
  expect(await height()).toBeGreaterThan(2 * line);
  const enter = (isComposing = false, keyCode = 13) =>
    site.box.evaluate(
      (box, [composing, code]) => {
        const how = { bubbles: true, composed: true, cancelable: true };
        const key = { key: 'Enter', isComposing: composing, keyCode: code };
        box.dispatchEvent(new KeyboardEvent('keydown', { ...key, ...how }));
      },
      [isComposing, keyCode] as const,
    );
  await enter(true);
  // As Safari says it of the Enter that ends a composition.
  await enter(false, 229);
  expect(await site.box.inputValue()).toBe('one\ntwo\nthree');
  expect(await site.messages.count()).toBe(0);
  await enter();
  await site.messages.getByText('three').waitFor();
  expect(await height()).toBe(line);
  expect(complaints).toEqual([]);
  await close();
});

/** A customer whose chat fills more than the panel, at its end. */
async function atTheEndOfALongTale() {
  const window = await openWindow(browser);
  const site = shop(window.page);
  const customer = await aCustomer(run, window.page);
  await customer.says(LONG_TALE);
  await customer.visit();
  await site.open();
  await site.messages.getByText('line 39').waitFor();
  await site.connected.waitFor();
  return { ...window, site, customer };
}

describe('the list of messages', () => {
  test('[U2] goes along with a new message while its end is in sight', async () => {
    const { site, customer, complaints, close } = await atTheEndOfALongTale();
    await customer.hears(LONG_TALE.replaceAll('line', 'answer'));
    await site.messages.getByText('answer 39').waitFor();
    await expect.poll(() => distanceFromEnd(site.messages)).toBeLessThan(2);
    expect(complaints).toEqual([]);
    await close();
  });

  test('[U3] has own messages right in the primary colour and others left, with time, day and "Seen"', async () => {
    const { page, complaints, close } = await openWindow(browser);
    const site = shop(page);
    const customer = await aCustomer(run, page);
    await customer.says('Hello');
    await customer.hears('Hi!');
    await customer.hears('https://shop.example/a');
    await customer.visit();
    await page.evaluate(() => window.SupportChat?.('set', { primaryColor: '#0000ff' }));
    await site.open();
    const link = site.messages.getByRole('link', { name: 'https://shop.example/a' });
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
    const times = await site.messages.locator('time').allTextContents();
    expect(times.filter((time) => /^\d+:\d\d/.test(time))).toHaveLength(3);
    expect(await site.messages.getByText('Today').count()).toBe(1);
    expect(await site.messages.getByText('Seen').count()).toBe(0);
    await customer.isSeen();
    await site.messages.locator('.own').getByText('Seen').waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  test('[U2] says that there is something new below, and goes there', async () => {
    const { page, site, customer, complaints, close } = await atTheEndOfALongTale();
    await site.messages.evaluate((log) => log.scrollTo(0, 0));
    await customer.hears('Something new');
    const news = page.getByRole('button', { name: 'New messages' });
    await news.waitFor();
    expect(await site.messages.evaluate((log) => log.scrollTop)).toBe(0);
    await news.click();
    await news.waitFor({ state: 'hidden' });
    expect(await distanceFromEnd(site.messages)).toBeLessThan(2);
    expect(complaints).toEqual([]);
    await close();
  });

  test('[U2] keeps the place that is being read when messages or a banner come in above', async () => {
    const { page, close } = await openWindow(browser);
    const site = shop(page);
    const customer = await aCustomer(run, page);
    await customer.says('the first');
    for (let count = 1; count <= 60; count++) await customer.hears(`answer ${count}`);
    await customer.visit();
    await site.open();
    await site.messages.getByText('answer 60').waitFor();
    const read = site.messages.getByText('answer 14', { exact: true });
    await site.connected.waitFor();
    let isLoaded = () => {};
    await page.route('**/messages?*', async (route) => {
      await new Promise<void>((resolve) => {
        isLoaded = resolve;
      });
      await route.continue();
    });
    await site.messages.evaluate((log) => log.scrollTo(0, 90));
    await page.getByText('Loading older messages').waitFor();
    const before = await placeOf(read);
    isLoaded();
    await site.messages.getByText('the first').waitFor({ state: 'attached' });
    expect(await placeOf(read)).toBe(before);

    await page.context().setOffline(true);
    await page.getByText('You are offline').waitFor();
    // Browsers tell places below the header in whole pixels.
    expect(Math.abs((await placeOf(read)) - before)).toBeLessThanOrEqual(1);
    await close();
  });

  test('[U3] shows who answers by initials, and a few emoji large', async () => {
    const { page, close } = await openWindow(browser);
    const customer = await aCustomer(run, page);
    await customer.says('Hello');
    await customer.hears('Hi!');
    await customer.hears('🎉👍');
    await customer.visit();
    const site = shop(page);
    await site.open();
    await site.messages.getByText('🎉👍').waitFor();
    const initials = page.getByText('AL', { exact: true });
    expect(await initials.count()).toBe(1);
    const colour = await initials.evaluate((circle) => getComputedStyle(circle).backgroundColor);
    expect(colour).toMatch(/^oklch/);
    expect(await fontSize(site.messages.getByText('🎉👍'))).toBeGreaterThan(30);
    expect(await fontSize(site.messages.getByText('Hi!'))).toBe(15);
    await close();
  });

  test('[U5] a message that does not get through is said to be still on its way', async () => {
    const { page, close } = await openWindow(browser);
    const site = shop(page);
    const customer = await aCustomer(run, page);
    await page.clock.install();
    await page.routeWebSocket('**/ws', (socket) => {
      const server = socket.connectToServer();
      socket.onMessage((text) => {
        if (!String(text).includes('send_message')) server.send(text);
      });
    });
    await customer.visit();
    await site.open();
    // Time that jumps during the handshake ends it, and the message goes by HTTP.
    await site.connected.waitFor();
    await page.clock.pauseAt((await page.evaluate(() => Date.now())) + 1_000);
    await site.write('Anybody there?');
    await site.messages.getByText('Anybody there?').waitFor();
    await page.clock.fastForward(14_000);
    const remark = page.getByText('Still trying to send');
    expect(await remark.count()).toBe(0);
    await page.clock.fastForward(1_000);
    await remark.waitFor();
    await close();
  });
});

describe('sizes', () => {
  test('[U9] the page’s own font size changes nothing, the reader’s does', async () => {
    const { page, close } = await openWindow(browser);
    const site = shop(page);
    await site.visit(run.url);
    await site.open();
    await site.box.waitFor();
    const usual = await fontSize(site.box);
    expect(usual).toBeGreaterThanOrEqual(16);
    for (const element of ['html', 'body']) {
      await page.locator(element).evaluate((one) => one.style.setProperty('font-size', '62.5%'));
    }
    expect(await fontSize(site.box)).toBe(usual);

    const reader = await page.context().newCDPSession(page);
    await reader.send('Page.setFontSizes', { fontSizes: { standard: 32, fixed: 26 } });
    await page.reload();
    await site.open();
    await site.box.waitFor();
    await untilStill(page);
    expect(await fontSize(site.box)).toBeCloseTo(2 * usual, 1);
    expect(await isWithinWindow(site.panel)).toBe(true);
    await close();
  });

  test.each([
    { width: 320, height: 640 },
    { width: 320, height: 256 },
    { width: 640, height: 400 },
  ])('all is within reach in $width by $height pixels', async (viewport) => {
    const { page, close } = await openWindow(browser, { viewport });
    const site = shop(page);
    const customer = await aCustomer(run, page);
    await customer.says('w'.repeat(400));
    await customer.visit();
    await site.open();
    await site.messages.getByText('www').waitFor();
    await untilStill(page);
    for (const part of [site.panel, site.box, page.getByRole('button', { name: 'Send message' })]) {
      expect(await isWithinWindow(part)).toBe(true);
    }
    const { width, height } = await site.messages.evaluate((log) => ({
      width: log.scrollWidth - log.clientWidth,
      height: log.clientHeight,
    }));
    expect(width).toBe(0);
    expect(height).toBeGreaterThan(90);
    await close();
  });
});

test.each([
  ['no-preference', 'breathe'],
  ['reduce', 'none'],
] as const)('[U10] motion that is asked for as "%s" is "%s"', async (reducedMotion, expected) => {
  const { page, close } = await openWindow(browser, { reducedMotion });
  const site = shop(page);
  const customer = await aCustomer(run, page);
  await page.route('**/api/support_chat', () => {});
  await customer.visit();
  await site.open();
  const line = page.getByRole('img', { name: 'Loading messages' }).locator('i').first();
  await expect
    .poll(() => line.evaluate((one) => getComputedStyle(one).animationName))
    .toBe(expected);
  await page.keyboard.press('Escape');
  await site.panel.waitFor({ state: 'hidden' });
  await close();
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
