import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { chatIdOf } from '../../functions/domain/chat-id.ts';
import { demoWith } from '../support/pages.ts';
import { differingPixels } from '../support/pixels.ts';
import { openStage } from '../support/stage.ts';
import { widgetOn } from '../support/widget.ts';
import type { Window } from '../support/window.ts';

/** A page without styles. */
const PLAIN = `<!doctype html><html lang="en"><title>Plain</title><script async src="/widget.js"></script>`;
/** A page without styles, with elements that the widget's styles could leak to. */
const OF_TEXT = `${PLAIN}<h1>A page</h1><div class="panel"><p class="own">Text, <b>bold</b> and <a href="/">linked</a></p>
<button class="launcher">A button</button><textarea class="field">A field</textarea><ul><li>A list</li></ul></div>`;
const VIEWPORT = { width: 720, height: 800 };
/** For pages without an icon, which the browser requests all the same. */
const BARE = { viewport: VIEWPORT, expected: /403|404/ };

const stage = await openStage({
  demo: demoWith({ 'plain.html': PLAIN, 'text.html': OF_TEXT }),
});
const { run } = stage;
let hostile: Window;
let plain: Window;
let isOffline = false;
beforeAll(async () => {
  hostile = await stage.window({ viewport: VIEWPORT, expected: () => isOffline });
  plain = await stage.window(BARE);
  await hostile.page.goto(`${run.url}/hostile.html`);
  await plain.page.goto(`${run.url}/plain.html`);
});

test('[U9] the button looks the same on a page that does everything to break it', async () => {
  for (const { page } of [plain, hostile]) await widgetOn(page).launcher.waitFor();
  await expectSameLook('launcher');
});

test('[U9] the open panel looks the same there', async () => {
  for (const { page } of [plain, hostile]) {
    await widgetOn(page).open();
    await widgetOn(page).box.waitFor();
    await page.getByRole('img', { name: 'Ready', exact: true }).waitFor();
  }
  await expectSameLook('greeting');
});

test('[U9] a conversation works there, and looks the same', async () => {
  for (const { page } of [plain, hostile]) await identify(page);
  const widget = widgetOn(hostile.page);
  await typeInto(hostile.page, 'Can you hear me?');
  await widget.messages.getByText('Can you hear me?').waitFor();
  await hostile.page.getByRole('img', { name: 'Sent', exact: true }).waitFor();
  await stage.reply({ chat_id: chatIdOf('hostage') }, 'Loud and clear. See https://example.com');
  for (const { page } of [plain, hostile]) {
    await widgetOn(page).messages.getByText('Loud and clear.').waitFor();
    await widgetOn(page).connected.waitFor();
    await widgetOn(page).box.click();
  }
  await expectSameLook('conversation');
});

test('[U9] its texts can be selected there, and show it in the same way', async () => {
  const before = await picture(plain.page);
  for (const { page } of [plain, hostile]) {
    await widgetOn(page).messages.getByText('Loud and clear.').click({ clickCount: 3 });
  }
  expect((await picture(plain.page)).equals(before)).toBe(false);
  await expectSameLook('selection');
});

test('what is written there while offline is sent afterwards, in its order', async () => {
  const { page } = hostile;
  const texts = ['first in the dark', 'second in the dark'];
  isOffline = true;
  await page.context().setOffline(true);
  await page.getByText('You are offline').waitFor();
  for (const text of texts) await typeInto(page, text);
  await page.getByRole('img', { name: 'Sending' }).nth(1).waitFor();
  await page.context().setOffline(false);
  await page.getByRole('img', { name: 'Sending' }).first().waitFor({ state: 'detached' });
  isOffline = false;
  const rows = await widgetOn(page).messages.getByRole('listitem').allTextContents();
  for (const [index, row] of rows.slice(-2).entries()) expect(row).toContain(texts[index]);
});

test('[U9] Escape closes it there, and the button opens it', async () => {
  const widget = widgetOn(hostile.page);
  await hostile.page.keyboard.press('Escape');
  await widget.panel.waitFor({ state: 'hidden' });
  await widget.open();
});

test('[U12] only the page’s own `hide` hides it', async () => {
  const { page } = hostile;
  await page.keyboard.press('Escape');
  await page.evaluate(() => window.SupportChat?.('hide'));
  await widgetOn(page).launcher.waitFor({ state: 'hidden' });
  await page.evaluate(() => window.SupportChat?.('show'));
  await widgetOn(page).launcher.waitFor();
});

test('[U9] nothing on the hostile page complained', () => {
  expect(hostile.complaints).toEqual([]);
});

test('[U9] a page looks the same with the widget, which is hidden, as without it', async () => {
  const { page } = await stage.window(BARE);
  await page.route('**/widget.js', (route) => route.fulfill({ body: '' }));
  await page.goto(`${run.url}/text.html`);
  await page.waitForLoadState('networkidle');
  const without = await page.screenshot({ animations: 'disabled', caret: 'hide' });
  await page.unrouteAll();
  await page.goto(`${run.url}/text.html`);
  await widgetOn(page).open();
  await widgetOn(page).box.waitFor();
  await page.evaluate(() => {
    window.SupportChat?.('close');
    window.SupportChat?.('hide');
  });
  await widgetOn(page).launcher.waitFor({ state: 'hidden' });
  await widgetOn(page).panel.waitFor({ state: 'hidden' });
  const beside = await page.screenshot({ animations: 'disabled', caret: 'hide' });
  expect(differingPixels('page', without, beside)).toBe(0);
});

async function identify(page: Page): Promise<void> {
  const token = await run.token({ role: 'user', sub: 'hostage', name: 'Hostage' });
  await widgetOn(page).launcher.waitFor();
  await page.evaluate((given) => window.SupportChat?.('identify', given), token);
}

/** Types with the mouse and the keyboard only. */
async function typeInto(page: Page, text: string): Promise<void> {
  await widgetOn(page).box.click();
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
}

async function expectSameLook(name: string): Promise<void> {
  const [expected, actual] = await Promise.all([picture(plain.page), picture(hostile.page)]);
  expect(differingPixels(name, expected, actual)).toBe(0);
}

/** A picture of the widget without the page behind it, which shows through its shadows. */
async function picture(page: Page): Promise<Buffer> {
  const hide = (isHidden: boolean) => {
    const set = ({ style }: HTMLElement, name: string, value: string) =>
      isHidden ? style.setProperty(name, value, 'important') : style.removeProperty(name);
    set(document.body, 'display', 'none');
    set(document.documentElement, 'visibility', 'hidden');
    set(document.documentElement, 'background', '#fff');
  };
  await page.evaluate(hide, true);
  const taken = await page.screenshot({ animations: 'disabled', caret: 'hide' });
  await page.evaluate(hide, false);
  return taken;
}
