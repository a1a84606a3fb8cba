import { mkdirSync } from 'node:fs';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { startLocal } from '../local/start-local.ts';
import { synthesize } from '../local/synthesis.ts';

const FOLDER = 'docs/images';
const QUESTION = 'Hi! Does the Halla 2 fit on a bike rack? I leave on Friday.';
const ANSWER = 'It does: packed it is 42 × 14 cm. Ordered today, it reaches you on Wednesday.';

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
mkdirSync(FOLDER, { recursive: true });
const run = await startLocal({ assembly: await synthesize(), demo: 'dist/demo' });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});
try {
  await takeAll(browser, run.url);
} finally {
  await browser.close();
  await run.stop();
}

async function takeAll(on: Browser, url: string): Promise<void> {
  const shop = await open(on, { viewport: { width: 1280, height: 800 } });
  await visit(shop, url, 'Alice');
  await write(shop, 'Write a message', QUESTION);

  const desk = await open(on, { viewport: { width: 1280, height: 800 } });
  await desk.goto(`${url}/admin/`);
  await desk.getByRole('button', { name: 'Sign in' }).click();
  await desk.getByRole('button', { name: /Ada/ }).click();
  await answerOthers(on, url, desk);
  await desk.getByRole('link', { name: /Alice|alice/ }).click();
  await write(desk, 'Reply', ANSWER);
  await shop.getByText(ANSWER).waitFor();
  await write(shop, 'Write a message', 'Perfect, thank you!');
  await desk.getByRole('log').getByText('Perfect, thank you!').waitFor();
  await desk.getByText('Seen').waitFor();
  const last = shop.getByRole('listitem').filter({ hasText: 'Perfect, thank you!' });
  await last.getByText('Seen').waitFor();
  await desk.getByRole('link', { name: /Unread.*alice/i }).waitFor({ state: 'hidden' });

  await shoot(shop, 'widget');
  await shoot(desk, 'dashboard');
  await desk.emulateMedia({ colorScheme: 'dark' });
  await shoot(desk, 'dashboard-dark');

  const phone = { viewport: { width: 390, height: 780 }, isMobile: true, hasTouch: true };
  const pocket = await open(on, { ...phone, colorScheme: 'dark', deviceScaleFactor: 2 });
  await visit(pocket, url, 'Alice');
  await pocket.getByText('Perfect, thank you!').waitFor();
  await shoot(pocket, 'widget-phone-dark');
}

/** Fills the inbox with a few more people. */
async function answerOthers(on: Browser, url: string, desk: Page): Promise<void> {
  const bob = await open(on);
  await visit(bob, url, 'Bob');
  await write(bob, 'Write a message', 'Can I return a pack that I have already waxed?');
  const visitor = await open(on);
  await visit(visitor, url);
  await write(visitor, 'Write a message', 'Do you ship to Norway?');
  await desk.getByRole('link', { name: /Bob|bob/ }).click();
  await write(desk, 'Reply', 'Of course, within sixty days.');
  await bob.getByText('Of course, within sixty days.').waitFor();
}

async function open(on: Browser, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await on.newContext({ locale: 'en-GB', reducedMotion: 'reduce', ...options });
  return context.newPage();
}

async function visit(page: Page, url: string, user?: string): Promise<void> {
  await page.goto(url);
  if (user) await page.getByRole('radio', { name: user }).check();
  await page.getByRole('button', { name: /^Support chat/ }).click();
}

async function write(page: Page, box: string, text: string): Promise<void> {
  await page.getByRole('textbox', { name: box }).fill(text);
  await page.keyboard.press('Enter');
  await page.getByRole('log').getByText(text).waitFor();
}

async function shoot(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: `${FOLDER}/${name}.png` });
}
