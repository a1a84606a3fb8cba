import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { accessibilityFindings } from '../support/accessibility.ts';
import { openStage } from '../support/stage.ts';
import { widgetOn } from '../support/widget.ts';

const stage = await openStage();
const { run } = stage;

const parts = (page: Page) => ({
  button: page.getByRole('button', { name: 'Add an emoji' }),
  picker: page.getByRole('listbox', { name: 'Add an emoji' }),
  focused: () =>
    page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.textContent),
});

test('[U2] an emoji is chosen by keyboard, comes to the caret, and can be undone', async () => {
  const { page } = await stage.window();
  const widget = widgetOn(page);
  const { button, picker, focused } = parts(page);
  await widget.visit(run.url);
  await widget.open();
  await widget.box.pressSequentially('ab');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await picker.waitFor();
  expect(await accessibilityFindings(page, { within: 'support-chat' })).toEqual([]);
  expect(await focused()).toBe('😀');
  for (const key of ['ArrowUp', 'ArrowLeft', 'ArrowRight', 'ArrowDown']) {
    await page.keyboard.press(key);
  }
  expect(await focused()).toBe('🙂');
  await page.keyboard.press('End');
  expect(await focused()).toBe('👕');
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await picker.waitFor({ state: 'hidden' });
  expect(await widget.box.inputValue()).toBe('a😀b');
  await page.keyboard.type('!');
  expect(await widget.box.inputValue()).toBe('a😀!b');
  // One undo step takes back what was written at once in one place.
  await page.keyboard.press('Control+z');
  expect(await widget.box.inputValue()).toBe('ab');
  expect(await button.getAttribute('aria-expanded')).toBe('false');
});

test('[U2] Escape closes the emoji alone, and the next one the chat', async () => {
  const { page } = await stage.window();
  const widget = widgetOn(page);
  const { button, picker } = parts(page);
  await widget.visit(run.url);
  await widget.open();
  await button.click();
  await picker.waitFor();
  await page.keyboard.press('Escape');
  await picker.waitFor({ state: 'hidden' });
  expect(await widget.panel.isVisible()).toBe(true);
  expect(await widget.box.evaluate((box) => box.matches(':focus'))).toBe(true);
  await page.keyboard.press('Escape');
  await widget.panel.waitFor({ state: 'hidden' });
});

test('[U2] the emoji close by their button, and when the user clicks elsewhere', async () => {
  const { page } = await stage.window();
  const widget = widgetOn(page);
  const { button, picker } = parts(page);
  await widget.visit(run.url);
  await widget.open();
  await button.click();
  await picker.waitFor();
  await button.click();
  await picker.waitFor({ state: 'hidden' });
  await button.click();
  await picker.waitFor();
  await widget.box.click();
  await picker.waitFor({ state: 'hidden' });
  await button.click();
  await picker.getByRole('option', { name: '🎉' }).click();
  await page.keyboard.press('Enter');
  await widget.messages.getByText('🎉').waitFor();
});

test('[U2] on a touch screen the keyboard has the emoji', async () => {
  const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
  const { page } = await stage.window(phone);
  const widget = widgetOn(page);
  await widget.visit(run.url);
  await widget.open();
  await widget.box.waitFor();
  expect(await parts(page).button.isVisible()).toBe(false);
});
