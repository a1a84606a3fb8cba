import type { Page } from 'playwright-core';
import { en } from '../../web-widget/strings/en.ts';

/** The English texts in the panel, visible or for screen readers. */
export async function englishTextsIn(page: Page): Promise<string[]> {
  const said = await page
    .locator('support-chat .panel')
    .evaluate((panel) =>
      [...panel.querySelectorAll('*')].flatMap((element) => [
        ...[...element.childNodes]
          .filter(({ nodeType }) => nodeType === 3)
          .map((it) => it.nodeValue),
        ...['aria-label', 'title', 'placeholder'].map((name) => element.getAttribute(name)),
      ]),
    );
  const english = new Set(Object.values(en).flatMap((it) => (typeof it === 'string' ? it : [])));
  const links = new Set<string>(Object.values(en.connection));
  return said.filter((text): text is string => !!text && (english.has(text) || links.has(text)));
}
