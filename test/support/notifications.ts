import type { BrowserContext, Page } from 'playwright-core';

/** A desktop notification that a page has shown. */
export type Shown = { title: string; body: string; tag: string; isOpen: boolean };

declare global {
  interface Window {
    notifications?: { shown: (Shown & { click(): void })[]; timesAsked: number };
  }
}

/**
 * Replaces desktop notifications: every page of the context records what it shows. The user answers the
 * browser's prompt with `answer`; all pages of the context share the permission.
 */
export async function fakeDesktop(
  context: BrowserContext,
  answer: NotificationPermission,
): Promise<void> {
  await context.addInitScript((given) => {
    const KEY = 'permission-of-the-test';
    const kept: NonNullable<Window['notifications']> = { shown: [], timesAsked: 0 };
    window.notifications = kept;
    class FakeNotification {
      static get permission() {
        return localStorage.getItem(KEY) ?? 'default';
      }
      static async requestPermission() {
        kept.timesAsked += 1;
        localStorage.setItem(KEY, given);
        return given;
      }
      onclick = () => {};
      onclose = () => {};
      readonly entry;
      constructor(title: string, { body = '', tag = '' }: NotificationOptions) {
        if (FakeNotification.permission !== 'granted') throw new Error('not allowed');
        for (const other of kept.shown) if (other.tag === tag) other.isOpen = false;
        this.entry = { title, body, tag, isOpen: true, click: () => this.onclick() };
        kept.shown.push(this.entry);
      }
      close() {
        this.entry.isOpen = false;
        this.onclose();
      }
    }
    Object.defineProperty(window, 'Notification', { value: FakeNotification });
  }, answer);
}

/** The notifications of these pages, in the order of the pages. */
export async function shownBy(...pages: Page[]): Promise<Shown[]> {
  const shown = await Promise.all(
    pages.map((page) =>
      page.evaluate(() =>
        (window.notifications?.shown ?? []).map(({ title, body, tag, isOpen }) => ({
          title,
          body,
          tag,
          isOpen,
        })),
      ),
    ),
  );
  return shown.flat();
}

/** How often these pages have requested the permission. */
export async function timesAsked(...pages: Page[]): Promise<number> {
  const times = await Promise.all(
    pages.map((page) => page.evaluate(() => window.notifications?.timesAsked ?? 0)),
  );
  return times.reduce((sum, one) => sum + one, 0);
}
