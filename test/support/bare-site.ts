import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

/** A company's site: pages with the snippet and any script. */
export type BareSite = {
  /** The folder of the site, for a local run to serve. */
  readonly folder: string;
  pageIn(page: Page, runUrl: string): BarePage;
  remove(): void;
};

export type BarePage = {
  /** Loads the page with a script that runs before the widget's. `fragment` begins with `#`. */
  visit(script?: string, fragment?: string): Promise<void>;
  /** Calls `SupportChat` with these arguments. */
  say(...call: string[]): Promise<void>;
  /** The events that the page has got so far, as `name:detail`. */
  events(): Promise<string[]>;
  /** What the chat has stored in this browser. */
  stored(): Promise<Record<string, string>>;
};

export function bareSite(): BareSite {
  const folder = mkdtempSync(join(tmpdir(), 'support-chat-site-'));
  return {
    folder,
    pageIn: (page, runUrl) => barePage(page, runUrl, folder),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

const SNIPPET = `
  window.SupportChat ||= Object.assign((...call) => window.SupportChat.q.push(call), { q: [] });
  window.heard = [];
  SupportChat('on', 'unread', (count) => heard.push('unread:' + count));
  SupportChat('on', 'error', ({ code }) => heard.push('error:' + code));
`;

function barePage(page: Page, runUrl: string, folder: string): BarePage {
  const file = `${randomUUID()}.html`;
  return {
    async visit(script = '', fragment = '') {
      writeFileSync(
        join(folder, file),
        `<!doctype html><html lang="en"><title>Account</title><meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">
        <script>${SNIPPET}${script}</script><script async src="/widget.js"></script></html>`,
      );
      // A new fragment alone would not load the page again.
      await page.goto(`${runUrl}/${file}?${randomUUID()}${fragment}`);
    },
    async say(...call) {
      await page.evaluate((args) => window.SupportChat?.(String(args[0]), ...args.slice(1)), call);
    },
    events: () =>
      page.evaluate(() => ('heard' in window && Array.isArray(window.heard) ? window.heard : [])),
    stored: () =>
      page.evaluate(() =>
        Object.fromEntries(
          Object.entries(localStorage).filter(([key]) => key.startsWith('support-chat:')),
        ),
      ),
  };
}
