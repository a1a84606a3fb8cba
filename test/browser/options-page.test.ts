import * as v from 'valibot';
import { expect, test } from 'vitest';
import { widgetOptions } from '../../lib/setting-types.ts';
import { accessibilityFindings } from '../support/accessibility.ts';
import { demoWith } from '../support/pages.ts';
import { openStage } from '../support/stage.ts';
import { waitUntil } from '../support/wait-until.ts';
import type { WindowOptions } from '../support/window.ts';

const GREETING = `"Hello" & <welcome>\nWhat's on your mind?`;

const demo = demoWith({});
const stage = await openStage({ demo });
const { run } = stage;

async function visit(options: WindowOptions = {}) {
  const { page } = await stage.window(options);
  await page.goto(`${run.url}/options.html`);
  await page.locator('support-chat').waitFor();
  return page;
}

test('[U13] every option takes effect at once, and the defaults come back', async () => {
  const page = await visit();
  const button = page.locator('support-chat .launcher');
  const look = () =>
    button.evaluate((element) => {
      const { backgroundColor } = getComputedStyle(element);
      const { left, bottom } = element.getBoundingClientRect();
      return { backgroundColor, left, below: innerHeight - bottom };
    });
  const before = await look();
  await page.getByLabel('Primary colour').fill('#ffcc00');
  await page.getByLabel('Left').check();
  await page.getByLabel('From the side').fill('32');
  await page.getByLabel('From below').fill('48');
  await expect.poll(look).toEqual({ backgroundColor: 'rgb(255, 204, 0)', left: 32, below: 48 });
  await page.getByLabel('Title').fill('Ask the crew');
  await page.getByLabel('Greeting').fill(GREETING);
  await page.getByLabel('Theme').selectOption('dark');
  await page.getByRole('button', { name: 'open', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Ask the crew' });
  await dialog.getByText('"Hello" & <welcome>').waitFor();
  expect(await dialog.evaluate((element) => getComputedStyle(element).colorScheme)).toBe('dark');
  await page.getByRole('button', { name: 'close', exact: true }).click();
  await page.getByLabel('Button', { exact: true }).selectOption('hidden');
  await button.waitFor({ state: 'hidden' });
  await page.getByRole('button', { name: 'Back to the defaults' }).click();
  await button.waitFor();
  await expect.poll(look).toEqual(before);
});

test('[U13] what it shows to be written does what the page does, in all three ways', async () => {
  const page = await visit({ permissions: ['clipboard-read', 'clipboard-write'] });
  await page.getByLabel('Greeting').fill(GREETING);
  await page.getByLabel('From below').fill('48');
  const copied = async (name: string) => {
    await page.getByRole('button', { name }).click();
    await page.getByText('Copied.').waitFor();
    return page.evaluate(() => navigator.clipboard.readText());
  };

  const setting = v.parse(
    v.pipe(v.string(), v.parseJson()),
    `{${await copied('Copy the setting')}}`,
  );
  const options = { offsetY: 48, greeting: GREETING };
  expect(setting).toEqual({ widget: options });
  expect(v.parse(widgetOptions, options)).toEqual(options);

  const tag = await copied('Copy the tag');
  const call = await copied('Copy the call');
  const queue = 'SupportChat = (...call) => SupportChat.q.push(call); SupportChat.q = [];';
  const start = '<!doctype html><html lang="en"><link rel="icon" href="data:,">';
  const bare = '<script async src="/widget.js"></script>';
  for (const html of [start + tag, `${start}<script>${queue}${call}</script>${bare}`]) {
    await page.route('**/copied.html', (route) =>
      route.fulfill({ contentType: 'text/html', body: html }),
    );
    await page.goto(`${run.url}/copied.html`);
    await page.getByRole('button', { name: 'Support chat' }).click();
    await page.getByText('"Hello" & <welcome>').waitFor();
    await page.getByText("What's on your mind?").waitFor();
    const box = await page.locator('support-chat').boundingBox();
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBe((page.viewportSize()?.height ?? 0) - 48);
  }
});

test('every command has a button, and the events are written down', async () => {
  const page = await visit();
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
  const events = () =>
    page.getByRole('log', { name: 'Events' }).getByRole('listitem').allTextContents();
  const count = (name: string) => async () =>
    (await events()).filter((text) => text.includes(name)).length;
  await press('open');
  await press('close');
  await press('toggle');
  await press('toggle');
  await expect.poll(count('open')).toBe(2);
  await expect.poll(count('close')).toBe(2);
  await press('hide');
  await page.locator('support-chat .launcher').waitFor({ state: 'hidden' });
  await press('show');
  await press('identify Alice');
  await press('open');
  await page.getByRole('textbox', { name: 'Write a message' }).fill('Hi');
  await page.keyboard.press('Enter');
  await page.getByRole('img', { name: 'Sent', exact: true }).waitFor();
  await press('logout');
  await page.getByText('Hi there').waitFor();
  await press('destroy');
  await page.getByText('The chat is gone.').waitFor();
  await waitUntil('no connection', () => run.connections().length === 0);
});

test.each(['light', 'dark'] as const)('axe finds nothing on it, %s', async (colorScheme) => {
  const page = await visit({ colorScheme });
  expect(await accessibilityFindings(page)).toEqual([]);
});

test.each(['/', '/options.html'])('%s fits a small phone', async (path) => {
  const page = await visit({ viewport: { width: 320, height: 640 }, isMobile: true });
  await page.goto(run.url + path);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
});
