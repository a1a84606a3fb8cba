import type { Page } from 'playwright-core';
import { beforeEach, describe, expect, test } from 'vitest';
import { accessibilityFindings } from '../support/accessibility.ts';
import { type CompanyWindow, openCompany } from '../support/company.ts';
import { widgetOn } from '../support/widget.ts';

const company = await openCompany();
let open: CompanyWindow;
beforeEach(async () => {
  open = await company.pageWindow();
});

const tabKeeps = (page: Page) => page.evaluate(() => Object.keys(sessionStorage));
const focused = (page: Page) => page.evaluate(() => document.activeElement?.localName);

describe('[U16] an open panel, after a navigation within the site', () => {
  test('is open again, with the conversation and without taking the focus from the page', async () => {
    const { page, site, widget } = open;
    await site.visit();
    await open.chat('Does it come in green?');
    await widget.box.fill('And does it');
    await site.visit("SupportChat('on', 'open', () => heard.push('open'));");
    await widget.messages.getByText('Does it come in green?').waitFor();
    await widget.panel.waitFor();
    expect(await widget.box.inputValue()).toBe('And does it');
    expect(await site.events()).toContain('open');
    expect(await focused(page)).toBe('body');
    expect(await accessibilityFindings(page, { within: 'support-chat' })).toEqual([]);
    await site.say('open');
    await expect.poll(() => widget.box.evaluate((box) => box.matches(':focus'))).toBe(true);
    await open.chat('And does it float?');
  });

  test('a click that was meant for the closed button leaves it open, and the next one closes it', async () => {
    const { site, widget } = open;
    await site.visit();
    await open.chat('Anybody there?');
    // By a hand that was on its way when the panel opened by itself.
    await site.visit(
      "SupportChat('on', 'open', () => document.querySelector('support-chat').shadowRoot.querySelector('.launcher').click());",
    );
    await widget.panel.waitFor();
    await expect.poll(() => widget.box.evaluate((box) => box.matches(':focus'))).toBe(true);
    await widget.launcher.click();
    await widget.panel.waitFor({ state: 'hidden' });
  });

  test('is open again after a reload, and stays closed once it was closed', async () => {
    const { page, site, widget } = open;
    await site.visit();
    await open.chat('Anybody there?');
    await page.reload();
    await widget.messages.getByText('Anybody there?').waitFor();
    await widget.box.focus();
    await page.keyboard.press('Escape');
    await widget.panel.waitFor({ state: 'hidden' });
    await site.visit();
    await page.locator('support-chat .badge').waitFor({ state: 'attached' });
    expect(await widget.panel.isVisible()).toBe(false);
    expect(await tabKeeps(page)).toEqual([]);
  });

  test('is open in its own tab alone', async () => {
    const { page, site, widget } = open;
    await site.visit();
    await open.chat('Anybody there?');
    const other = await page.context().newPage();
    await other.goto(page.url());
    await other.locator('support-chat .badge').waitFor({ state: 'attached' });
    expect(await widgetOn(other).panel.isVisible()).toBe(false);
    await site.visit();
    await widget.panel.waitFor();
  });

  test('stays closed for somebody who has not written, and stores nothing', async () => {
    const { page, site, widget } = open;
    await site.visit();
    await widget.open();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await site.visit();
    await widget.launcher.waitFor();
    await page.waitForLoadState('networkidle');
    expect(await widget.panel.count()).toBe(0);
    expect(asked.filter((path) => path.startsWith('/api/'))).toEqual([]);
    expect(await tabKeeps(page)).toEqual([]);
  });

  test('stays closed after a logout', async () => {
    const { page, site, widget } = open;
    await site.visit();
    await open.chat('Anybody there?');
    await site.say('logout');
    await site.visit();
    await widget.launcher.waitFor();
    await page.waitForLoadState('networkidle');
    expect(await widget.panel.count()).toBe(0);
    expect(await tabKeeps(page)).toEqual([]);
  });
});

test('[U16] where it fills the screen it takes the focus when it is open again', async () => {
  const { page, site, widget } = await company.pageWindow({
    viewport: { width: 390, height: 780 },
  });
  await site.visit();
  await widget.open();
  await widget.write('Anybody there?');
  await page.getByRole('img', { name: 'Sent', exact: true }).waitFor();
  await site.visit();
  await widget.panel.waitFor();
  await expect.poll(() => focused(page)).toBe('support-chat');
});
