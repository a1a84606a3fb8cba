import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openStage } from '../support/stage.ts';
import { textsOn, untilShown } from '../support/visitor.ts';
import { widgetOn } from '../support/widget.ts';

const stage = await openStage();
const { run } = stage;

/** Visits the shop with animations on, as for most users. */
async function visitInMotion(prepare: (page: Page) => unknown = () => {}) {
  const { page } = await stage.window({ reducedMotion: 'no-preference' });
  await prepare(page);
  const widget = widgetOn(page);
  await widget.visit(run.url);
  return { page, widget };
}

/** Holds back these requests of the page until the result is called. */
async function holdBack(page: Page, pattern: string): Promise<() => void> {
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route(pattern, async (route) => {
    await held;
    await route.continue();
  });
  return letGo;
}

/** Firefox lets every constructed `KeyboardEvent` out of a shadow root, also with `composed: false`. */
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

test('[U2] the opened panel has the caret in its text box while it is still animating', async () => {
  const { page, widget } = await visitInMotion();
  await widget.open();
  await widget.box.waitFor();
  await page.keyboard.type(' is it in stock?');
  await expect.poll(() => widget.box.inputValue()).toBe(' is it in stock?');
  expect(await widget.panel.isVisible()).toBe(true);
});

test('Enter sends and Escape closes where key events always leave a shadow root', async () => {
  const { page, widget } = await visitInMotion((to) => to.addInitScript(composeEveryKey));
  await widget.open();
  await widget.box.fill('typed in Firefox');
  await page.keyboard.press('Enter');
  await page.getByRole('img', { name: 'Sent', exact: true }).waitFor();
  await page.keyboard.press('Escape');
  await widget.panel.waitFor({ state: 'hidden' });
});

test('[U2] what is typed from the first key on arrives, while the panel is still on its way', async () => {
  const { page, widget } = await visitInMotion();
  const letGo = await holdBack(page, '**/widget/*');
  await widget.launcher.click();
  await page.keyboard.type('Is the Halla 2 in stock?');
  await page.keyboard.press('Enter');
  await page.keyboard.type(' And the Nordkapp?');
  letGo();
  await untilShown(page, ['Is the Halla 2 in stock?']);
  await page.keyboard.type(' Thanks');
  expect(await widget.box.inputValue()).toBe(' And the Nordkapp? Thanks');
});

test('[U2] every Enter queues its message at once, while it is not yet known who writes', async () => {
  const { page, widget } = await visitInMotion();
  await widget.visit(run.url, 'Alice');
  const letGo = await holdBack(page, '**/_local/token*');
  await widget.launcher.click();
  const texts = ['Hello', 'it is me', 'again'];
  for (const text of texts) {
    await page.keyboard.type(text);
    await page.keyboard.press('Enter');
    expect(await widget.box.inputValue()).toBe('');
  }
  await page.keyboard.type('not yet');
  await expect.poll(() => widget.messages.locator('[data-state="pending"]').count()).toBe(3);
  letGo();
  await untilShown(page, texts);
  expect(await widget.box.inputValue()).toBe('not yet');
});

test('[U5] what is written before the code for sending has come shows at once, and survives a reload', async () => {
  const { page, widget } = await visitInMotion();
  const letGo = await holdBack(page, '**/widget/live-*.js');
  await widget.open();
  const texts = ['one', 'two'];
  for (const text of texts) await widget.write(text);
  await expect.poll(() => textsOn(page)).toEqual(texts);
  await page.reload();
  await widget.open();
  letGo();
  await untilShown(page, texts);
});
