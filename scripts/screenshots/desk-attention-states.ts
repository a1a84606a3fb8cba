import type { Page } from 'playwright-core';
import { newChat } from './desk-inbox-states.ts';
import type { Take } from './take.ts';
import { tapSocket } from './tap-socket.ts';

/** What tells of new messages, and the keys. */
export const ATTENTION_STATES: Readonly<Record<string, Take>> = {
  async alerts(desk) {
    await setPermission(desk.page, 'default');
    await desk.showInbox();
    await desk.button(/^Alerts/).click();
    await desk.page.getByText('When somebody writes').waitFor();
  },
  async 'alerts-denied'(desk, { alice }) {
    await setPermission(desk.page, 'denied');
    await desk.showChat(alice);
    await desk.button(/^Alerts/).click();
    await desk.page.getByText('Your browser blocks them').waitFor();
  },
  async 'alerts-offer'(desk) {
    await setPermission(desk.page, 'default');
    const tap = await tapSocket(desk.page);
    await desk.showInbox();
    await desk.page.waitForFunction(() => document.title.startsWith('('));
    await setHidden(desk.page, true);
    tap.push({ type: 'chat_updated', chat: newChat('Ines Castro') });
    await desk.page.getByText('You missed a message').waitFor();
    await setHidden(desk.page, false);
  },
  async keys(desk, { alice }) {
    await desk.showChat(alice);
    await desk.page.getByRole('log').press('?');
    await desk.page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
  },
  async 'keys-off'(desk, { alice }) {
    await desk.showChat(alice);
    await desk.page.getByRole('log').press('?');
    await desk.page.getByRole('checkbox', { name: 'Use these keys' }).uncheck();
  },
};

/** What the browser was told before; driven browsers refuse everything. */
async function setPermission(page: Page, permission: NotificationPermission): Promise<void> {
  await page.addInitScript((given) => {
    Object.defineProperty(Notification, 'permission', { value: given });
  }, permission);
}

async function setHidden(page: Page, isHidden: boolean): Promise<void> {
  await page.evaluate((hidden) => {
    const value = hidden ? 'hidden' : 'visible';
    Object.defineProperty(document, 'hidden', { configurable: true, value: hidden });
    Object.defineProperty(document, 'visibilityState', { configurable: true, value });
    document.dispatchEvent(new Event('visibilitychange'));
  }, isHidden);
}
