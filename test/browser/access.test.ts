import { describe, expect, test } from 'vitest';
import { accessibilityFindings } from '../support/accessibility.ts';
import { openWindow } from '../support/browser.ts';
import { dashboard } from '../support/dashboard.ts';
import { untilStill } from '../support/page-states.ts';
import { shop } from '../support/shop.ts';
import { openStage } from '../support/stage.ts';

const { run, browser } = await openStage();

describe.each(['light', 'dark'] as const)('[U10, A6] axe finds nothing, %s:', (colorScheme) => {
  test('the shop with the widget closed, open, and in use', async () => {
    const { page, close } = await openWindow(browser, { colorScheme });
    const site = shop(page);
    await site.visit(run.url, 'Alice');
    await page.getByRole('button', { name: /^Support chat/ }).waitFor();
    expect(await accessibilityFindings(page)).toEqual([]);
    await site.open();
    expect(await accessibilityFindings(page)).toEqual([]);
    await site.write('Hello! See https://example.com');
    await page.getByRole('img', { name: 'Sent', exact: true }).last().waitFor();
    expect(await accessibilityFindings(page)).toEqual([]);
    await close();
  });

  test('the dashboard signed out, its inbox, and a chat', async () => {
    const { page, close } = await openWindow(browser, { colorScheme });
    const desk = dashboard(page);
    await page.goto(`${run.url}/admin/`);
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
    expect(await accessibilityFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('button', { name: /Ada/ }).waitFor();
    expect(await accessibilityFindings(page)).toEqual([]);
    await page.getByRole('button', { name: /Ada/ }).click();
    await desk.row(/alice/i).waitFor();
    expect(await accessibilityFindings(page)).toEqual([]);
    await desk.row(/alice/i).click();
    await desk.messages.getByText('Hello!').first().waitFor();
    expect(await accessibilityFindings(page)).toEqual([]);
    await close();
  });
});

describe('by keyboard alone', () => {
  test('[U10] the widget is opened, written in, and left', async () => {
    const { page, close } = await openWindow(browser);
    const site = shop(page);
    await site.visit(run.url, 'Bob');
    await page.getByRole('button', { name: /^Support chat/ }).focus();
    await page.keyboard.press('Enter');
    await site.panel.waitFor();
    await site.box.waitFor();
    await expect.poll(() => site.box.evaluate((box) => box.matches(':focus'))).toBe(true);
    await page.keyboard.type('one line');
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.type('and another');
    await page.keyboard.press('Enter');
    await site.messages.getByText('and another').waitFor();
    expect(await site.box.inputValue()).toBe('');
    await page.keyboard.press('Escape');
    await site.panel.waitFor({ state: 'hidden' });
    const launcher = page.getByRole('button', { name: /^Support chat/ });
    await expect.poll(() => launcher.evaluate((button) => button.matches(':focus'))).toBe(true);
    await close();
  });

  test('[U11] on a phone the panel takes the whole screen', async () => {
    const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
    const { page, close } = await openWindow(browser, phone);
    const site = shop(page);
    await site.visit(run.url);
    await site.open();
    await untilStill(page);
    expect(await site.panel.boundingBox()).toEqual({ x: 0, y: 0, width: 390, height: 844 });
    const fontSize = await site.box.evaluate((box) => getComputedStyle(box).fontSize);
    expect(Number.parseFloat(fontSize)).toBeGreaterThanOrEqual(16);
    await close();
  });

  test('[U11] the keyboard of a phone covers neither the header nor the text box', async () => {
    const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
    const { page, close } = await openWindow(browser, phone);
    const site = shop(page);
    await site.visit(run.url);
    await site.open();
    await untilStill(page);
    // A keyboard takes from what is seen of the window, not from the window.
    await page.evaluate(() => {
      const viewport = window.visualViewport;
      if (!viewport) throw new Error('no viewport');
      Object.defineProperty(viewport, 'height', { get: () => 500 });
      Object.defineProperty(viewport, 'offsetTop', { get: () => 30 });
      viewport.dispatchEvent(new Event('resize'));
    });
    const seen = { x: 0, y: 30, width: 390, height: 500 };
    await expect.poll(() => site.panel.boundingBox()).toEqual(seen);
    const box = await site.box.boundingBox();
    expect(box && box.y + box.height).toBeLessThan(530);
    await close();
  });

  test('[U2] on a touch screen the opened dialog has the focus, and no keyboard comes', async () => {
    const tablet = { viewport: { width: 820, height: 1_180 }, hasTouch: true, isMobile: true };
    const { page, close } = await openWindow(browser, tablet);
    const site = shop(page);
    await site.visit(run.url);
    await site.launcher.tap();
    await site.box.waitFor();
    await expect.poll(() => site.panel.evaluate((panel) => panel.matches(':focus'))).toBe(true);
    await close();
  });

  test('[A1] somebody without the right to be an admin is told so', async () => {
    const { page, close } = await openWindow(browser);
    await dashboard(page).signIn(run.url, 'Mallory');
    await page.getByRole('heading', { name: 'No admin rights' }).waitFor();
    await page.getByRole('button', { name: 'Sign out' }).waitFor();
    await close();
  });
});
