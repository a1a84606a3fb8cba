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

  test('[A1] somebody without the right to be an admin is told so', async () => {
    const { page, close } = await openWindow(browser);
    await dashboard(page).signIn(run.url, 'Mallory');
    await page.getByRole('heading', { name: 'No admin rights' }).waitFor();
    await page.getByRole('button', { name: 'Sign out' }).waitFor();
    await close();
  });
});
