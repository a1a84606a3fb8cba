import type { Page } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import { openWindow } from '../support/browser.ts';
import { shop } from '../support/shop.ts';
import { openStage } from '../support/stage.ts';

const { run, browser } = await openStage();

/** The shop with everything in motion, as most people have it. */
async function visitInMotion(prepare: (page: Page) => unknown = () => {}) {
  const { page, complaints, close } = await openWindow(browser, { reducedMotion: 'no-preference' });
  onTestFinished(async () => {
    await close();
    expect(complaints).toEqual([]);
  });
  await prepare(page);
  const site = shop(page);
  await site.visit(run.url);
  return { page, site };
}

/** Firefox lets every constructed `KeyboardEvent` out of a shadow root, whatever it was told. */
function composeEveryKey(): void {
  const Original = KeyboardEvent;
  window.KeyboardEvent = class extends Original {
    constructor(type: string, init?: KeyboardEventInit) {
      super(type, { ...init, composed: true });
    }
  };
  window.KeyboardEvent.prototype.constructor = window.KeyboardEvent;
  Original.prototype.constructor = window.KeyboardEvent;
}

test('the opened panel has the caret in its text box while it is still moving', async () => {
  const { page, site } = await visitInMotion();
  await site.open();
  await site.box.waitFor();
  await page.keyboard.type(' is it in stock?');
  await expect.poll(() => site.box.inputValue()).toBe(' is it in stock?');
  expect(await site.panel.isVisible()).toBe(true);
});

test('Enter sends and Escape closes where key events always leave a shadow root', async () => {
  const { page, site } = await visitInMotion((to) => to.addInitScript(composeEveryKey));
  await site.open();
  await site.box.fill('typed in Firefox');
  await page.keyboard.press('Enter');
  await page.getByRole('img', { name: 'Sent', exact: true }).waitFor();
  await page.keyboard.press('Escape');
  await site.panel.waitFor({ state: 'hidden' });
});
