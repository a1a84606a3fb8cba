import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { en } from '../../web-widget/strings/en.ts';
import { accessibilityFindings } from '../support/accessibility.ts';
import { dashboardOn } from '../support/dashboard.ts';
import { openStage } from '../support/stage.ts';
import { waitUntil } from '../support/wait-until.ts';
import { widgetOn } from '../support/widget.ts';

const ADDRESS = "mina.o'brien@example.com";

const stage = await openStage();
const { run } = stage;

const contact = (page: Page) => ({
  offer: page.getByRole('button', { name: en.email.offer }),
  field: page.getByRole('textbox', { name: en.email.label }),
  save: page.getByRole('button', { name: 'Save' }),
  change: page.getByRole('button', { name: 'Change' }),
  result: (address: string) => page.getByText(en.email.saved(address)),
});
const isFocused = (page: Page, name: string) =>
  page.evaluate(
    (expected) =>
      document.querySelector('support-chat')?.shadowRoot?.activeElement?.matches(expected) ?? false,
    name,
  );

test.each(['light', 'dark'] as const)(
  '[U14] a visitor leaves an address once they have written, %s',
  async (colorScheme) => {
    const { page } = await stage.window({ colorScheme });
    const widget = widgetOn(page);
    const { offer, field, save, change, result } = contact(page);
    await widget.visit(run.url);
    await widget.open();
    await widget.box.waitFor();
    expect(await offer.count()).toBe(0);
    await widget.write('Do you repair zips?');
    await offer.waitFor();

    await offer.click();
    await waitUntil('the field to have the focus', () => isFocused(page, 'input[type=email]'));
    await page.keyboard.type('mina@nowhere');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText(en.email.invalid).waitFor();
    expect(await accessibilityFindings(page)).toEqual([]);
    await field.fill(ADDRESS);
    await page.keyboard.press('Enter');
    await result(ADDRESS).waitFor();
    expect(await offer.count()).toBe(0);
    expect(await isFocused(page, 'button')).toBe(true);
    expect(await accessibilityFindings(page)).toEqual([]);

    await page.reload();
    await widget.open();
    await result(ADDRESS).waitFor();
    await change.click();
    expect(await field.inputValue()).toBe(ADDRESS);
    await field.fill('mina@example.org');
    await save.click();
    await result('mina@example.org').waitFor();
  },
);

test('[U14] admins see the address, and the reply is emailed to it', async () => {
  const user = await stage.window();
  const admin = await stage.window();
  const widget = widgetOn(user.page);
  const dashboard = dashboardOn(admin.page);
  const { offer, field, result } = contact(user.page);
  await dashboard.signIn(run.url);
  await dashboard.live.waitFor();
  await widget.visit(run.url);
  await widget.open();
  await widget.write('Is the kettle back?');
  await offer.waitFor();
  await offer.click();
  await field.fill('kettle@example.com');
  await user.page.keyboard.press('Enter');
  await result('kettle@example.com').waitFor();
  await widget.messages.waitFor();
  await user.close();

  await dashboard.row(/kettle@example.com/).click();
  await dashboard.write('It is.');
  await dashboard.messages.getByText('It is.').waitFor();
  await waitUntil('the email', async () => {
    await run.advance(6 * 60);
    return (await run.emails()).some(({ to }) => JSON.stringify(to).includes('kettle@example.com'));
  });
  await admin.close();
});

test('[U14] Escape closes the form and not the chat, and the focus goes back', async () => {
  const { page } = await stage.window();
  const widget = widgetOn(page);
  const { offer, field } = contact(page);
  await widget.visit(run.url);
  await widget.open();
  await widget.write('Hello');
  await offer.click();
  await field.fill('half an addr');
  await page.keyboard.press('Escape');
  await field.waitFor({ state: 'detached' });
  expect(await widget.panel.isVisible()).toBe(true);
  expect(await isFocused(page, 'button')).toBe(true);
  await page.keyboard.press('Enter');
  await field.waitFor();
  expect(await field.inputValue()).toBe('');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await offer.waitFor();
  await page.keyboard.press('Escape');
  await widget.panel.waitFor({ state: 'hidden' });
});

test('[U14] an address entered offline is saved when the network is back, also after a reload', async () => {
  const { page } = await stage.window({ expected: /net::ERR|WebSocket/ });
  const widget = widgetOn(page);
  const { offer, field, result } = contact(page);
  await widget.visit(run.url);
  await widget.open();
  await widget.write('I will be in a tunnel');
  await offer.waitFor();
  await page.context().setOffline(true);
  await offer.click();
  await field.fill('tunnel@example.com');
  await page.keyboard.press('Enter');
  await page.getByText('Sending…').waitFor();
  await page.context().setOffline(false);
  await result('tunnel@example.com').waitFor();

  // Offline again, this time until the page is closed.
  await page.context().setOffline(true);
  await contact(page).change.click();
  await field.fill('daylight@example.com');
  await page.keyboard.press('Enter');
  await page.getByText('Sending…').waitFor();
  const later = await page.context().newPage();
  await page.close();
  await later.context().setOffline(false);
  await widgetOn(later).visit(run.url);
  await widgetOn(later).open();
  await contact(later).result('daylight@example.com').waitFor();
});

test('[U14] an address that could not be saved stays in the form, with the error', async () => {
  const isProvoked = (text: string) => text.includes('500');
  const { page } = await stage.window({ expected: isProvoked });
  const widget = widgetOn(page);
  const { offer, field, result } = contact(page);
  await widget.visit(run.url);
  await widget.open();
  await widget.write('Hello');
  await offer.click();
  await page.route('**/api/support_chat/contact', (route) => route.fulfill({ status: 500 }));
  await field.fill(ADDRESS);
  await page.keyboard.press('Enter');
  await page.getByRole('alert').getByText(en.email.failed).waitFor();
  expect(await field.inputValue()).toBe(ADDRESS);
  await page.unroute('**/api/support_chat/contact');
  await field.press('Enter');
  await result(ADDRESS).waitFor();
});

test('[U14] the offer is one line that promises nothing, and once dismissed it stays away', async () => {
  const { page } = await stage.window();
  const widget = widgetOn(page);
  const { offer } = contact(page);
  await widget.visit(run.url);
  await widget.open();
  await widget.write('Do you ship to Norway?');
  await offer.waitFor();
  const card = page.locator('.email');
  expect((await card.boundingBox())?.height).toBeLessThanOrEqual(44);
  expect((await card.textContent())?.trim()).toBe(en.email.offer);
  await card.getByRole('button', { name: en.hide }).click();
  await offer.waitFor({ state: 'detached' });
  await page.keyboard.type('next');
  expect(await widget.box.inputValue()).toBe('next');
  await page.reload();
  await widget.open();
  await widget.messages.getByText('Do you ship to Norway?').waitFor();
  await widget.connected.waitFor();
  expect(await offer.count()).toBe(0);
});

test('at 400 % zoom there is room for messages above the offer and its form', async () => {
  const viewport = { width: 320, height: 256 };
  const { page } = await stage.window({ viewport });
  const widget = widgetOn(page);
  const { offer, field, save } = contact(page);
  await widget.visit(run.url);
  await widget.open();
  await widget.write('Do you ship to Norway?');
  const room = () => widget.messages.evaluate(({ clientHeight }) => clientHeight);
  await offer.waitFor();
  expect(await room()).toBeGreaterThan(60);
  await offer.click();
  await field.fill('no address');
  await save.click();
  await page.getByRole('alert').waitFor();
  expect(await room()).toBeGreaterThan(45);
});

test('[U14] a signed-in user is not asked: the company knows their address', async () => {
  const { page } = await stage.window();
  const widget = widgetOn(page);
  await widget.visit(run.url, 'Alice');
  await widget.open();
  await widget.write('Hello');
  await page.getByRole('img', { name: 'Sent', exact: true }).waitFor();
  expect(await contact(page).offer.count()).toBe(0);
});
