import type { Page } from 'playwright-core';
import type { CompanySite } from './pages.ts';

/** The snippet of a page, which records every event of the chat. */
const QUEUE = `
  window.SupportChat ||= Object.assign((...call) => window.SupportChat.q.push(call), { q: [] });
  window.heard = [];
  for (const name of ['ready', 'open', 'close', 'message', 'unread', 'error']) {
    window.SupportChat('on', name, (detail) => window.heard.push({ name, detail }));
  }
`;

/**
 * Adds `page.html` to the site, which records every event of the chat. `early` runs before the chat's
 * script, `tags` load that script.
 */
export function putPage(
  site: CompanySite,
  given: { early?: string; tags?: string; policy?: string } = {},
): void {
  const { early = '', policy = '' } = given;
  const { tags = `<script async src="${site.chat.url}/widget.js"></script>` } = given;
  site.put('early.js', QUEUE + early);
  site.put(
    'page.html',
    `<!doctype html>
    <html lang="en">
      <head>
        <meta http-equiv="Content-Security-Policy" content="${policy}">
        <title>A page</title>
        <link rel="icon" href="data:,">
        <script nonce="once" src="/early.js"></script>
      </head>
      <body>
        <h1>A page</h1>
        <button id="help">Help</button>
        ${tags}
      </body>
    </html>`,
  );
}

type Heard = { name: string; detail?: unknown };

/** The events since the last call, oldest first. */
export const heard = (page: Page): Promise<Heard[]> =>
  page.evaluate(() => {
    const all: unknown = Reflect.get(window, 'heard');
    return Array.isArray(all) ? all.splice(0) : [];
  });

/** Calls `SupportChat` on the page. */
export const say = (page: Page, command: string, ...args: unknown[]): Promise<void> =>
  page.evaluate(([name, rest]) => void window.SupportChat?.(name, ...rest), [
    command,
    args,
  ] as const);

/** Waits until the chat's script has run. */
export const untilRunning = async (page: Page): Promise<void> => {
  await page.waitForFunction(() => window.SupportChat?.isRunning === true);
};
