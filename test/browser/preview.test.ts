import type { Page } from 'playwright-core';
import { describe, expect, onTestFinished, test } from 'vitest';
import { accessibilityFindings } from '../support/accessibility.ts';
import { humanInput } from '../support/human-input.ts';
import { untilStill } from '../support/page-states.ts';
import { openStage } from '../support/stage.ts';
import { widgetOn } from '../support/widget.ts';
import type { WindowOptions } from '../support/window.ts';

const stage = await openStage();
const { run } = stage;

const LONG = 'A new pole leaves our warehouse today. '.repeat(8);

/** A visitor who has written once and closed the panel. */
async function aWriter(options: WindowOptions = {}) {
  const visitor = await stage.visitorWindow(options);
  const { page, widget } = visitor;
  await widget.visit(run.url);
  await widget.open();
  await widget.write('One pole is cracked');
  await page.getByRole('img', { name: 'Sent', exact: true }).waitFor();
  await page.keyboard.press('Escape');
  await widget.panel.waitFor({ state: 'hidden' });
  return { ...visitor, preview: previewOn(page) };
}

const previewOn = (page: Page) =>
  page.locator('support-chat').getByRole('status').getByRole('button').first();
const dismissOn = (page: Page) =>
  page.locator('support-chat').getByRole('button', { name: 'Hide' });

async function boxOf(locator: ReturnType<Page['locator']>) {
  const box = await locator.boundingBox();
  if (!box) throw new Error('it is not to be seen');
  return box;
}

describe('[U18] beside the closed button', () => {
  test('are the name, the time and two lines of the newest message, and a click opens the chat', async () => {
    const { page, widget, preview, reply } = await aWriter();
    await reply('Short');
    await preview.filter({ hasText: /Ada.*Short/ }).waitFor();
    await untilStill(page);
    const { height: oneLine } = await boxOf(page.locator('support-chat .lines'));
    await reply(LONG);
    await preview.filter({ hasText: LONG }).waitFor();
    expect(await preview.locator('time').textContent()).toMatch(/^\d+:\d\d/);
    expect(await preview.textContent()).not.toContain('Short');
    await page.mouse.move(0, 0);
    await untilStill(page);
    expect((await boxOf(page.locator('support-chat .lines'))).height).toBe(2 * oneLine);
    const [card, button] = [
      await boxOf(page.locator('support-chat .card')),
      await boxOf(widget.launcher),
    ];
    expect(card.x + card.width).toBeLessThanOrEqual(button.x);
    expect(card.y + card.height).toBeCloseTo(button.y + button.height, 0);
    expect(await accessibilityFindings(page, { within: 'support-chat' })).toEqual([]);
    await humanInput(page).click(preview);
    await widget.messages.getByText(LONG).waitFor();
    expect((await boxOf(widget.panel)).width).toBeGreaterThan(300);
    await preview.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: /unread/ }).waitFor({ state: 'detached' });
    await page.keyboard.press('Escape');
    await widget.panel.waitFor({ state: 'hidden' });
    expect(await preview.count()).toBe(0);
  });

  test('it can be dismissed until the next message, in every tab and on every page', async () => {
    const { page, preview, reply } = await aWriter();
    const other = await page.context().newPage();
    await other.goto(run.url);
    await reply('The first');
    await preview.waitFor();
    await previewOn(other).waitFor();
    await dismissOn(page).click();
    await preview.waitFor({ state: 'detached' });
    await previewOn(other).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: /1 unread message/ }).waitFor();
    await page.reload();
    await page.getByRole('button', { name: /1 unread message/ }).waitFor();
    await page.waitForLoadState('networkidle');
    expect(await preview.count()).toBe(0);
    await reply('The second');
    await preview.filter({ hasText: 'The second' }).waitFor();
    await page.reload();
    await preview.filter({ hasText: 'The second' }).waitFor();
  });

  test('it is reached and dismissed by keyboard', async () => {
    const { page, widget, preview, reply } = await aWriter();
    await reply('Here I am');
    await preview.waitFor();
    await widget.launcher.focus();
    await page.keyboard.press('Tab');
    expect(await preview.evaluate((one) => one.matches(':focus'))).toBe(true);
    await page.keyboard.press('Escape');
    await preview.waitFor({ state: 'detached' });
    expect(await widget.launcher.evaluate((one) => one.matches(':focus'))).toBe(true);
    await reply('Still here');
    await preview.waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await widget.messages.getByText('Still here').waitFor();
    await expect.poll(() => widget.box.evaluate((box) => box.matches(':focus'))).toBe(true);
  });

  test('nothing shows without a chat, behind an open panel, or where the page has hidden the button', async () => {
    const { page, widget, preview, reply } = await aWriter();
    await widget.open();
    await reply('While you look');
    await widget.messages.getByText('While you look').waitFor();
    await page.keyboard.press('Escape');
    await widget.panel.waitFor({ state: 'hidden' });
    expect(await preview.count()).toBe(0);
    await page.evaluate(() => window.SupportChat?.('hide'));
    await reply('Behind the scenes');
    const card = page.locator('support-chat .card');
    await card.waitFor({ state: 'attached' });
    expect(await card.isVisible()).toBe(false);
    const newcomer = await stage.window();
    onTestFinished(newcomer.close);
    await newcomer.page.goto(run.url);
    await widgetOn(newcomer.page).launcher.waitFor();
    await newcomer.page.waitForLoadState('networkidle');
    expect(await previewOn(newcomer.page).count()).toBe(0);
  });

  test.each([
    { place: 'on a phone', viewport: { width: 320, height: 640 } },
    { place: 'on the left of a page from right to left', viewport: { width: 1_280, height: 720 } },
  ])('it is within the page $place', async ({ place, viewport }) => {
    const { page, preview, reply } = await aWriter({ viewport });
    if (place.includes('left'))
      await page.evaluate(() => {
        document.documentElement.lang = 'ar';
        window.SupportChat?.('set', { position: 'left', language: 'ar' });
      });
    await reply(LONG);
    await preview.waitFor();
    await untilStill(page);
    const [card, button] = [
      await boxOf(page.locator('support-chat .card')),
      await boxOf(page.locator('support-chat .launcher')),
    ];
    expect(card.x).toBeGreaterThanOrEqual(0);
    expect(card.x + card.width).toBeLessThanOrEqual(viewport.width);
    expect(card.x < button.x).toBe(!place.includes('left'));
    await preview.click();
    await page.locator('support-chat .bubble').getByText(LONG).waitFor();
  });

  test('on a slow network it comes as well, and a slow click opens it', async () => {
    const { page, widget, preview, reply } = await aWriter({ network: 'slow' });
    await reply('Late but there');
    await humanInput(page).click(preview);
    await widget.messages.getByText('Late but there').waitFor();
    await page.keyboard.type('Thank you');
    await expect.poll(() => widget.box.inputValue()).toBe('Thank you');
  });
});

describe('[U18] a line above what is new', () => {
  const news = (page: Page) => page.getByRole('listitem').filter({ has: page.locator('.new') });

  test('is there for as long as the panel stays open', async () => {
    const { page, widget, reply } = await aWriter();
    await reply('The first reply');
    await reply('The second reply');
    await page.getByRole('button', { name: /2 unread messages/ }).waitFor();
    await widget.open();
    await news(page).filter({ hasText: 'The first reply' }).waitFor();
    await reply('The third reply');
    await widget.messages.getByText('The third reply').waitFor();
    expect(await news(page).count()).toBe(1);
    expect(await news(page).textContent()).toContain('The first reply');
    await page.keyboard.press('Escape');
    await widget.panel.waitFor({ state: 'hidden' });
    await widget.open();
    expect(await news(page).count()).toBe(0);
  });

  test('is there as well when the panel opens before the messages have loaded', async () => {
    const { page, widget, reply } = await aWriter();
    await page.goto('about:blank');
    await reply('While you were away');
    await page.goto(run.url);
    await widget.open();
    await news(page).filter({ hasText: 'While you were away' }).waitFor();
  });

  test('is not for what arrives while the user reads, nor for what they write', async () => {
    const { page, widget, reply } = await aWriter();
    await widget.open();
    await reply('At once');
    await widget.messages.getByText('At once').waitFor();
    await widget.write('Thank you');
    await widget.messages.getByText('Thank you').waitFor();
    expect(await news(page).count()).toBe(0);
  });
});
