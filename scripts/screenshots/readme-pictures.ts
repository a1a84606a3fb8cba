import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { PHONE } from './looks.ts';
import { press } from './press.ts';
import { shoot } from './shoot.ts';

const ANSWER = 'Ordered today, it reaches you on Wednesday.';

const SCREEN = { viewport: { width: 1280, height: 800 } } satisfies BrowserContextOptions;

/** Takes the pictures that the README shows: a conversation from both sides. */
export async function takeReadmePictures(on: Browser, url: string, folder: string): Promise<void> {
  const shop = await open(on, SCREEN);
  await visit(shop, url);

  const desk = await open(on, SCREEN);
  await desk.goto(`${url}/admin/`);
  await desk.getByRole('button', { name: 'Sign in' }).click();
  await desk.getByRole('button', { name: /Ada/ }).click();
  await desk.getByRole('link', { name: /alice/ }).click();
  await desk.getByRole('textbox', { name: 'Reply' }).fill(ANSWER);
  await desk.keyboard.press('Enter');
  await shop.getByRole('log').getByText(ANSWER).waitFor();
  const answer = desk.getByRole('listitem').filter({ hasText: ANSWER });
  await answer.getByText('Seen').waitFor();
  await desk.getByRole('complementary').getByText('Online').waitFor();
  await desk.getByRole('complementary').getByText('British English').waitFor();
  await desk.getByRole('link', { name: /Unread.*alice/i }).waitFor({ state: 'hidden' });

  await take(shop, `${folder}/widget`);
  await shop.emulateMedia({ colorScheme: 'dark' });
  await take(shop, `${folder}/widget-dark`);
  await take(desk, `${folder}/dashboard`);
  await desk.emulateMedia({ colorScheme: 'dark' });
  await take(desk, `${folder}/dashboard-dark`);

  const pocket = await open(on, { ...PHONE, colorScheme: 'dark' });
  await visit(pocket, url);
  await pocket.getByText(ANSWER).waitFor();
  await take(pocket, `${folder}/widget-phone-dark`);
}

async function take(page: Page, path: string): Promise<void> {
  await shoot(page, path);
  press(`${path}.png`);
}

async function open(on: Browser, options: BrowserContextOptions): Promise<Page> {
  const context = await on.newContext({ locale: 'en-GB', reducedMotion: 'reduce', ...options });
  return context.newPage();
}

/** As Alice, who wrote before. */
async function visit(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.getByRole('radio', { name: 'Alice' }).check();
  await page.getByRole('button', { name: /^Support chat/ }).click();
  await page.getByRole('log').getByText('When would it arrive?').waitFor();
}
