import { describe, expect, test } from 'vitest';
import { accessibilityFindings } from '../support/accessibility.ts';
import { dashboardOn } from '../support/dashboard.ts';
import { untilStill } from '../support/page-states.ts';
import { openStage } from '../support/stage.ts';
import { widgetOn } from '../support/widget.ts';

const stage = await openStage();
const { run } = stage;

describe.each(['light', 'dark'] as const)('[U10, A6] axe finds nothing, %s:', (colorScheme) => {
  test('the shop with the widget closed, open, and in use', async () => {
    const { page } = await stage.window({ colorScheme });
    const widget = widgetOn(page);
    await widget.visit(run.url, 'Alice');
    await page.getByRole('button', { name: /^Support chat/ }).waitFor();
    expect(await accessibilityFindings(page)).toEqual([]);
    await widget.open();
    expect(await accessibilityFindings(page)).toEqual([]);
    await widget.write('Hello! See https://example.com');
    await page.getByRole('img', { name: 'Sent', exact: true }).last().waitFor();
    expect(await accessibilityFindings(page)).toEqual([]);
  });

  test('the dashboard signed out, its inbox, and a chat', async () => {
    const { page } = await stage.window({ colorScheme });
    const dashboard = dashboardOn(page);
    await page.goto(`${run.url}/admin/`);
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
    expect(await accessibilityFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('button', { name: /Ada/ }).waitFor();
    expect(await accessibilityFindings(page)).toEqual([]);
    await page.getByRole('button', { name: /Ada/ }).click();
    await dashboard.row(/alice/i).waitFor();
    expect(await accessibilityFindings(page)).toEqual([]);
    await dashboard.row(/alice/i).click();
    await dashboard.messages.getByText('Hello!').first().waitFor();
    expect(await accessibilityFindings(page)).toEqual([]);
  });
});

describe('by keyboard alone', () => {
  test('[U10] the widget is opened, written in, and left', async () => {
    const { page } = await stage.window();
    const widget = widgetOn(page);
    await widget.visit(run.url, 'Bob');
    await page.getByRole('button', { name: /^Support chat/ }).focus();
    await page.keyboard.press('Enter');
    await widget.panel.waitFor();
    await widget.box.waitFor();
    await expect.poll(() => widget.box.evaluate((box) => box.matches(':focus'))).toBe(true);
    await page.keyboard.type('one line');
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.type('and another');
    await page.keyboard.press('Enter');
    await widget.messages.getByText('and another').waitFor();
    expect(await widget.box.inputValue()).toBe('');
    await page.keyboard.press('Escape');
    await widget.panel.waitFor({ state: 'hidden' });
    const launcher = page.getByRole('button', { name: /^Support chat/ });
    await expect.poll(() => launcher.evaluate((button) => button.matches(':focus'))).toBe(true);
  });

  test('[U11] on a phone the panel takes the whole screen', async () => {
    const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
    const { page } = await stage.window(phone);
    const widget = widgetOn(page);
    await widget.visit(run.url);
    await widget.open();
    await untilStill(page);
    expect(await widget.panel.boundingBox()).toEqual({ x: 0, y: 0, width: 390, height: 844 });
    const fontSize = await widget.box.evaluate((box) => getComputedStyle(box).fontSize);
    expect(Number.parseFloat(fontSize)).toBeGreaterThanOrEqual(16);
  });

  test('[U11] the keyboard of a phone covers neither the header nor the text box', async () => {
    const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
    const { page } = await stage.window(phone);
    const widget = widgetOn(page);
    await widget.visit(run.url);
    await widget.open();
    await untilStill(page);
    // An on-screen keyboard shrinks the visual viewport, not the window.
    await page.evaluate(() => {
      const viewport = window.visualViewport;
      if (!viewport) throw new Error('no viewport');
      Object.defineProperty(viewport, 'height', { get: () => 500 });
      Object.defineProperty(viewport, 'offsetTop', { get: () => 30 });
      viewport.dispatchEvent(new Event('resize'));
    });
    const seen = { x: 0, y: 30, width: 390, height: 500 };
    await expect.poll(() => widget.panel.boundingBox()).toEqual(seen);
    const box = await widget.box.boundingBox();
    expect(box && box.y + box.height).toBeLessThan(530);
  });

  test('[U2] on a touch screen the opened dialog has the focus, and no keyboard comes', async () => {
    const tablet = { viewport: { width: 820, height: 1_180 }, hasTouch: true, isMobile: true };
    const { page } = await stage.window(tablet);
    const widget = widgetOn(page);
    await widget.visit(run.url);
    await widget.launcher.tap();
    await widget.box.waitFor();
    await expect.poll(() => widget.panel.evaluate((panel) => panel.matches(':focus'))).toBe(true);
  });

  test('[A1] a user without admin rights is told so', async () => {
    const { page } = await stage.window({ expected: /403/ });
    await dashboardOn(page).signIn(run.url, 'Mallory');
    await page.getByRole('heading', { name: 'No admin rights' }).waitFor();
    await page.getByRole('button', { name: 'Sign out' }).waitFor();
  });
});
