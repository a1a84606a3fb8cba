import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { createDashboard } from '../drivers/dashboard.ts';
import { USERS } from '../fixtures/users.ts';
import { LAPTOP, PHONE } from './looks.ts';
import { takeSmallPicture } from './take-picture.ts';

const REPLY = 'Ordered today, it reaches you on Wednesday.';

/** Takes the README's pictures of one conversation, in the dashboard and in the widget on a phone. */
export async function takeReadmePictures(
  browser: Browser,
  url: string,
  folder: string,
): Promise<void> {
  const phone = await openPage(browser, { ...PHONE, colorScheme: 'dark' });
  await showAsAlice(phone, url);

  const admin = await openPage(browser, LAPTOP);
  const dashboard = createDashboard(admin, url);
  await dashboard.showChat(USERS.alice);
  await dashboard.replyBox.fill(REPLY);
  await admin.keyboard.press('Enter');
  await phone.getByRole('log').getByText(REPLY).waitFor();
  const sent = admin.getByRole('listitem').filter({ hasText: REPLY });
  await sent.getByText('Seen').waitFor();
  await admin.getByRole('complementary').getByText('Online').waitFor();
  await admin.getByRole('complementary').getByText('British English').waitFor();
  await admin.getByRole('link', { name: /Unread.*alice/i }).waitFor({ state: 'hidden' });

  await takeSmallPicture(admin, `${folder}/dashboard`);
  await admin.emulateMedia({ colorScheme: 'dark' });
  await takeSmallPicture(admin, `${folder}/dashboard-dark`);
  await takeSmallPicture(phone, `${folder}/widget-phone-dark`);
}

async function openPage(browser: Browser, options: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext({
    locale: 'en-GB',
    reducedMotion: 'reduce',
    ...options,
  });
  return context.newPage();
}

/** Opens the shop as Alice, and her conversation in the widget. */
async function showAsAlice(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.getByRole('radio', { name: 'Alice' }).check();
  await page.getByRole('button', { name: /^Support chat/ }).click();
  await page.getByRole('log').getByText('When would it arrive?').waitFor();
}
