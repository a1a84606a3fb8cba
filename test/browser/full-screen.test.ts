import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openStage } from '../support/stage.ts';
import { widgetOn } from '../support/widget.ts';

const PHONE = { width: 390, height: 844 };
const DESKTOP = { width: 1_280, height: 800 };

const stage = await openStage();
const { run } = stage;

/** The shop with the panel open and the caret in its text box. */
async function visit(viewport: typeof PHONE) {
  const { page } = await stage.window({ viewport });
  const widget = widgetOn(page);
  await widget.visit(run.url);
  await widget.open();
  await expect.poll(() => focused(page)).toBe('Write a message');
  return { page, widget };
}

/** The name of the focused element in the panel, or undefined outside of it. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const active = document.querySelector('support-chat')?.shadowRoot?.activeElement;
    return active?.closest('.panel') ? (active.ariaLabel ?? active.className) : undefined;
  });

const focusPage = (page: Page) =>
  page.evaluate(() => {
    const link = document.querySelector<HTMLElement>('body a[href], body button, body input');
    link?.focus();
    return document.activeElement === link;
  });

async function walk(page: Page, key: string): Promise<unknown[]> {
  const seen: unknown[] = [];
  for (let step = 0; step < 8; step++) {
    await page.keyboard.press(key);
    seen.push(await focused(page));
  }
  return seen;
}

test('while the panel covers the screen, Tab stays inside and the page behind is inert', async () => {
  const { page, widget } = await visit(PHONE);
  expect(await widget.panel.getAttribute('aria-modal')).toBe('true');
  for (const key of ['Tab', 'Shift+Tab']) {
    const seen = await walk(page, key);
    expect(seen).not.toContain(undefined);
    expect(new Set(seen)).toContain('Close chat');
    expect(new Set(seen)).toContain('Write a message');
  }
  expect(await focusPage(page)).toBe(false);
  await page.keyboard.press('Escape');
  await widget.panel.waitFor({ state: 'hidden' });
  expect(await focusPage(page)).toBe(true);
});

test('every element shows that it has the keyboard focus', async () => {
  const { page, widget } = await visit(DESKTOP);
  await widget.write('Hello');
  await page.getByRole('img', { name: 'Sent', exact: true }).waitFor();
  const seen = new Map<string, boolean>();
  for (let step = 0; step < 12; step++) {
    await page.keyboard.press('Shift+Tab');
    const [name, isVisible] = await page.evaluate(() => {
      const active = document.querySelector('support-chat')?.shadowRoot?.activeElement;
      if (!active) return ['the page', true] as const;
      const isOutlined = (element: Element | null) =>
        element !== null && getComputedStyle(element).outlineStyle !== 'none';
      const name = active.ariaLabel ?? active.className;
      return [name, isOutlined(active) || isOutlined(active.closest('.field'))] as const;
    });
    seen.set(name, isVisible);
  }
  expect([...seen.keys()]).toEqual(expect.arrayContaining(['Close chat', 'Messages']));
  expect([...seen].filter(([, isVisible]) => !isVisible)).toEqual([]);
  // A new message is read out, and interrupts nothing.
  expect(await widget.messages.getAttribute('aria-live')).toBe('polite');
});

test('a panel beside the page leaves it alone, also when the window has grown around it', async () => {
  const { page, widget } = await visit(PHONE);
  await page.setViewportSize(DESKTOP);
  await expect.poll(() => widget.panel.getAttribute('aria-modal')).toBeNull();
  expect(await focusPage(page)).toBe(true);
  await widget.box.focus();
  expect(await walk(page, 'Tab')).toContain(undefined);
});

test('a page that was inert before stays so after the panel has gone', async () => {
  const { page, widget } = await visit(DESKTOP);
  await page.evaluate(() => {
    document.body.inert = true;
  });
  await page.setViewportSize(PHONE);
  await expect.poll(() => widget.panel.getAttribute('aria-modal')).toBe('true');
  await page.evaluate(() => window.SupportChat?.('destroy'));
  expect(await page.evaluate(() => document.body.inert)).toBe(true);
});

test('a panel in a window too low for it is cut off, and never scrolls as a whole', async () => {
  const { widget } = await visit({ width: 390, height: 90 });
  const scrolled = await widget.panel.evaluate((panel) => {
    panel.scrollTo(50, 50);
    return [panel.scrollLeft, panel.scrollTop];
  });
  expect(scrolled).toEqual([0, 0]);
});
