import type { Page, Route } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { WidgetOptions } from '../../protocol/widget-options.ts';
import { en } from '../../web-widget/strings/en.ts';
import { accessibilityFindings } from '../support/accessibility.ts';
import { dashboardOn } from '../support/dashboard.ts';
import { englishTextsIn } from '../support/english-texts.ts';
import { openStage } from '../support/stage.ts';

const ARABIC = 'مرحبًا، أين طلبي؟';

const stage = await openStage();
const { run } = stage;

describe('a page in German', () => {
  test('[U13] is spoken to in German, from the button to the messages', async () => {
    const { page } = await visit({ lang: 'de' });
    const panel = await open(page, 'Chatten Sie mit uns');
    const launcher = page.locator('support-chat .launcher');
    expect(await launcher.getAttribute('aria-label')).toBe('Support-Chat');
    expect(await launcher.getAttribute('lang')).toBe('de');
    expect(await panel.getAttribute('lang')).toBe('de');
    const box = panel.getByRole('textbox', { name: 'Nachricht schreiben' });
    expect(await box.getAttribute('placeholder')).toBe('Nachricht schreiben\u00a0…');
    await box.fill('Wo ist mein Zelt?');
    await box.press('Enter');
    await panel.getByRole('img', { name: 'Gesendet', exact: true }).waitFor();
    await panel.getByRole('log', { name: 'Nachrichten' }).getByText('Heute').waitFor();
    await panel.getByRole('img', { name: 'Verbunden', exact: true }).waitFor();
    expect(await englishTextsIn(page)).toEqual([]);
  });

  test('[U13, U15] fetches German and no other language; in English none is fetched', async () => {
    for (const [lang, title, expected] of [
      ['de', 'Chatten Sie mit uns', ['de']],
      ['en', en.title, []],
    ] as const) {
      const { page } = await visit({ lang });
      const fetched: string[] = [];
      page.on('request', (request) => {
        const [, name = ''] = /\/widget\/([a-z]{2})-[^/]+\.js$/.exec(request.url()) ?? [];
        if (name) fetched.push(name);
      });
      await open(page, title);
      expect(fetched).toEqual(expected);
    }
  });

  test('[U13] opens in English where German cannot be fetched', async () => {
    const isBlocked = (text: string) => text.includes('ERR_FAILED');
    const { page } = await visit({ lang: 'de' }, isBlocked);
    await page.route(chunkOf('de'), (route) => route.abort());
    const panel = await open(page, en.title);
    await panel.getByRole('textbox', { name: en.writeMessage }).waitFor();
    expect(await panel.getAttribute('lang')).toBe('en');
  });

  test('[U13] that asks for Japanese in the snippet gets Japanese', async () => {
    const { page } = await visit({ lang: 'de', snippet: 'ja' });
    await open(page, 'チャットでお問い合わせ');
  });
});

test('[U13] on a page without a language the widget uses the browser’s', async () => {
  const { page } = await visit({ lang: '' }, undefined, 'pl-PL');
  await open(page, 'Porozmawiaj z nami');
});

describe('right to left', () => {
  test('[U13, U3] in Arabic everything begins on the right, and axe finds nothing', async () => {
    const { page } = await visit({ lang: 'ar' });
    const panel = await open(page, 'تحدث معنا');
    expect(await panel.getAttribute('dir')).toBe('rtl');
    expect(await findings(page)).toEqual([]);

    const box = panel.getByRole('textbox', { name: 'اكتب رسالة' });
    expect(await directionOf(page, 'textarea')).toBe('rtl');
    for (const text of [ARABIC, 'Order 12, please!']) {
      await box.fill(text);
      await box.press('Enter');
    }
    await panel.getByRole('img', { name: 'تم الإرسال', exact: true }).last().waitFor();
    const admin = await answer('We are on it.');
    await panel.getByText('We are on it.').waitFor();

    const log = await edges(page, '.log');
    const own = await edges(page, '.own .bubble');
    const other = await edges(page, '.other .bubble');
    expect(own.left - log.left).toBeLessThan(log.right - own.right);
    expect(log.right - other.right).toBeLessThan(other.left - log.left);
    expect((await edges(page, '.send')).right).toBeLessThan((await edges(page, 'textarea')).left);
    expect((await edges(page, '.quiet')).right).toBeLessThan((await edges(page, 'h2')).left);
    expect((await edges(page, '.sender')).right).toBeGreaterThan(other.right - 20);
    // Each message runs the way its own words do.
    expect(await directionOf(page, '.own .bubble p')).toBe('rtl');
    expect(await directionOf(page, '.own:nth-child(2) .bubble p')).toBe('ltr');
    expect(await directionOf(page, '.other .bubble p')).toBe('ltr');

    expect(await englishTextsIn(page)).toEqual([]);
    expect(await findings(page)).toEqual([]);
    await admin.close();
  });

  test('[U13] nothing sticks out sideways in Hebrew', async () => {
    const { page } = await visit({ lang: 'he' });
    const panel = await open(page, 'דברו איתנו');
    const box = panel.getByRole('textbox', { name: 'כתיבת הודעה' });
    await box.fill(`שלום ${'x'.repeat(200)}`);
    await box.press('Enter');
    await panel.getByRole('img', { name: 'נשלח', exact: true }).waitFor();
    const outside = await panel.evaluate((frame) => {
      const { left, right } = frame.getBoundingClientRect();
      const isOutside = (part: Element) => {
        const box = part.getBoundingClientRect();
        return box.width > 0 && (box.left < left || box.right > right);
      };
      const parts = [...frame.querySelectorAll('*')].filter(isOutside);
      return parts.map((part) => part.getAttribute('class') ?? part.localName);
    });
    expect(outside).toEqual([]);
  });
});

describe('another language while the chat is open', () => {
  test('[U13, U12] changes only the texts: draft, caret and focus stay', async () => {
    const { page } = await visit({ lang: 'en' });
    await open(page, en.title);
    const box = page.locator('support-chat textarea');
    await box.fill('Half a thought');
    await box.evaluate((field: HTMLTextAreaElement) => field.setSelectionRange(4, 6));
    await set(page, { language: 'fr' });
    await page.getByRole('dialog', { name: 'Discutez avec nous' }).waitFor();
    const { value, selectionStart, selectionEnd, isFocused } = await box.evaluate(
      (field: HTMLTextAreaElement) => ({
        value: field.value,
        selectionStart: field.selectionStart,
        selectionEnd: field.selectionEnd,
        isFocused: field.matches(':focus'),
      }),
    );
    expect([value, selectionStart, selectionEnd, isFocused]).toEqual([
      'Half a thought',
      4,
      6,
      true,
    ]);
    expect(await englishTextsIn(page)).toEqual([]);

    await page.locator('#ask').focus();
    await set(page, { language: 'ar' });
    await page.getByRole('dialog', { name: 'تحدث معنا' }).waitFor();
    expect(await page.locator('#ask').evaluate((button) => button.matches(':focus'))).toBe(true);
  });

  test('[U13] follows the page when it changes its own', async () => {
    const { page } = await visit({ lang: 'en' });
    await open(page, en.title);
    await page.evaluate(() => {
      document.documentElement.lang = 'nl';
    });
    await page.getByRole('dialog', { name: 'Chat met ons' }).waitFor();
  });

  test('[U13] the last choice wins, however late an earlier one arrives', async () => {
    const { page } = await visit({ lang: 'en' });
    await open(page, en.title);
    const { asked } = await holdBack(page, 'de');
    await set(page, { language: 'de' });
    const slow = await asked;
    await set(page, { language: 'es' });
    const spanish = page.getByRole('dialog', { name: 'Chatea con nosotros' });
    await spanish.waitFor();
    await slow.continue();
    await page.evaluate(`import('${slow.request().url()}')`);
    expect(await spanish.isVisible()).toBe(true);
  });

  test('[U12, U13] chosen while another is still on its way is not forgotten', async () => {
    const { page } = await visit({ lang: 'de' });
    const { asked } = await holdBack(page, 'de');
    await page.getByRole('button', { name: en.launcher }).click();
    const slow = await asked;
    await set(page, { language: 'it' });
    await slow.continue();
    await page.getByRole('dialog', { name: 'Chatta con noi' }).waitFor();
  });

  test('[U12, U13] that is none leaves English, and nothing breaks', async () => {
    const { page } = await visit({ lang: 'de' });
    await open(page, 'Chatten Sie mit uns');
    await page.evaluate(() => window.SupportChat?.('set', { language: 5 }));
    await page.getByRole('dialog', { name: en.title }).waitFor();
  });
});

type Dress = { lang: string; snippet?: string };

/** The shop's page in another language; with `snippet`, its script tag asks for that one. */
async function visit(dress: Dress, expected?: (text: string) => boolean, locale = 'en-GB') {
  const window = await stage.window({ locale, expected });
  await window.page.addInitScript(dressUp, dress);
  await window.page.goto(run.url);
  return window;
}

/** Runs in the page before its own scripts do. */
function dressUp({ lang, snippet = '' }: Dress): void {
  let isDressed = false;
  new MutationObserver(() => {
    const page = document.documentElement;
    if (page && !isDressed) page.lang = lang;
    isDressed ||= !!page;
    const script = document.querySelector<HTMLElement>('script[src="/widget.js"]');
    if (script) script.dataset.language = snippet;
  }).observe(document, { childList: true, subtree: true });
}

/** Opens the chat by its button, which speaks English until its words are there. */
async function open(page: Page, title: string) {
  await page.getByRole('button', { name: en.launcher }).click();
  const panel = page.getByRole('dialog', { name: title });
  await panel.waitFor();
  return panel;
}

const set = (page: Page, options: WidgetOptions) =>
  page.evaluate((given) => window.SupportChat?.('set', given), options);

const chunkOf = (name: string) => new RegExp(`/widget/${name}-[^/]+\\.js$`);

/** The request for a part of the widget comes to `asked`, and waits there to be let go. */
async function holdBack(page: Page, name: string): Promise<{ asked: Promise<Route> }> {
  let hold: (route: Route) => void = () => {};
  const asked = new Promise<Route>((resolve) => {
    hold = resolve;
  });
  await page.route(chunkOf(name), hold);
  return { asked };
}

/** An admin answers the newest chat. */
async function answer(text: string) {
  const admin = await stage.window();
  const dashboard = dashboardOn(admin.page);
  await dashboard.signIn(run.url);
  await dashboard.row(/Order 12/).click();
  await dashboard.box.fill(text);
  await dashboard.box.press('Enter');
  return admin;
}

const findings = (page: Page) => accessibilityFindings(page, { within: 'support-chat' });

async function edges(page: Page, selector: string): Promise<{ left: number; right: number }> {
  return page
    .locator(`support-chat ${selector}`)
    .first()
    .evaluate((element) => {
      const { left, right } = element.getBoundingClientRect();
      return { left, right };
    });
}

const directionOf = (page: Page, selector: string) =>
  page
    .locator(`support-chat ${selector}`)
    .first()
    .evaluate((element) => getComputedStyle(element).direction);
