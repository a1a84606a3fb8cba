import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { PHONE } from './looks.ts';
import { shoot } from './shoot.ts';

const QUESTION = 'Hi! Does the Halla 2 fit on a bike rack? I leave on Friday.';
const ANSWER = 'It does: packed it is 42 × 14 cm. Ordered today, it reaches you on Wednesday.';
const THANKS = 'Perfect, thank you! 🎉';

/** Takes the pictures that the README shows: a conversation from both sides. */
export async function takeReadmePictures(on: Browser, url: string, folder: string): Promise<void> {
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
  await write(shop, 'Write a message', THANKS);
  await desk.getByRole('log').getByText(THANKS).waitFor();
  await desk.getByText('Seen').waitFor();
  const last = shop.getByRole('listitem').filter({ hasText: THANKS });
  await last.getByText('Seen').waitFor();
  await desk.getByRole('link', { name: /Unread.*alice/i }).waitFor({ state: 'hidden' });

  await shoot(shop, `${folder}/widget`);
  await shoot(desk, `${folder}/dashboard`);
  await desk.emulateMedia({ colorScheme: 'dark' });
  await shoot(desk, `${folder}/dashboard-dark`);

  const pocket = await open(on, { ...PHONE, colorScheme: 'dark' });
  await visit(pocket, url, 'Alice');
  await pocket.getByText(THANKS).waitFor();
  await shoot(pocket, `${folder}/widget-phone-dark`);
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
