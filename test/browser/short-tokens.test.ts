import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { openCompany } from '../support/company.ts';
import { dashboardOn } from '../support/dashboard.ts';
import { call } from '../support/http-client.ts';
import { openStage } from '../support/stage.ts';

/** So that several tokens follow each other within a test. */
const LIFE_SECONDS = 6;
const RENEWALS = 3;

const company = await openCompany();
const stage = await openStage({ template: withShortTokens });
const { run } = stage;

/** Without a push it would take minutes: the next ping finds out that the token has ended. */
const SOON = { timeout: 15_000 };

const inSeconds = (seconds: number) => Math.floor(Date.now() / 1_000) + seconds;

/** The sockets of a page, as they open and close. */
function watchSockets(page: Page) {
  let opened = 0;
  let open = 0;
  page.on('websocket', (socket) => {
    opened += 1;
    open += 1;
    socket.on('close', () => {
      open -= 1;
    });
  });
  return { opened: () => opened, open: () => open };
}

/** Keeps every text that an element shows or is called. */
async function watchLabel(page: Page, find: string) {
  await page.evaluate((selector) => {
    const root = document.querySelector('support-chat')?.shadowRoot ?? document;
    const element = root.querySelector(selector);
    if (!element) throw new Error(`no ${selector}`);
    const seen: string[] = [];
    const note = () => seen.push(element.getAttribute('aria-label') ?? element.textContent ?? '');
    note();
    const options = { attributes: true, characterData: true, childList: true, subtree: true };
    new MutationObserver(note).observe(element, options);
    Object.assign(window, { seenLabels: seen });
  }, find);
  return () =>
    page.evaluate(() =>
      'seenLabels' in window && Array.isArray(window.seenLabels)
        ? [...new Set<string>(window.seenLabels)]
        : [],
    );
}

/** Writes one message after the other until so many connections have followed each other. */
async function writeOn(write: (text: string) => Promise<unknown>, isDone: () => boolean) {
  const texts: string[] = [];
  const deadline = Date.now() + 60_000;
  while (!isDone()) {
    if (Date.now() > deadline) throw new Error('the connection was not renewed');
    const text = `message ${texts.length + 1}.`;
    texts.push(text);
    await write(text);
  }
  return texts;
}

describe('[W11] the token ends before the connection would:', () => {
  test('the widget renews both without a gap, and shows each message once', async () => {
    const alice = await company.signedInUser();
    const window = await company.pageWindow();
    const sockets = watchSockets(window.page);
    window.server.answer = () =>
      company.run.sign.user({ sub: alice.id, iat: inSeconds(0), exp: inSeconds(LIFE_SECONDS) });
    await window.site.visit("SupportChat('identify', () => askServer());");
    await window.chat('hello');
    await window.widget.connected.waitFor();
    const labels = await watchLabel(window.page, '.dot');

    const texts = await writeOn(
      async (text) => {
        await company.reply(alice, text);
        await window.widget.messages.getByText(text, { exact: true }).waitFor(SOON);
      },
      () => sockets.opened() > RENEWALS && sockets.open() === 1,
    );
    const rows = await window.widget.messages.getByRole('listitem').allTextContents();
    for (const text of texts) expect(rows.filter((row) => row.includes(text))).toHaveLength(1);
    expect(await labels()).toEqual(['Connected']);
    expect(window.complaints).toEqual([]);
    await window.close();
  });

  test('the dashboard renews both without a gap, and shows each message once', async () => {
    const user = await stage.signedInUser({ name: 'Alice Moss' });
    const write = (content: string) =>
      call(run.url, 'POST /api/support_chat/messages', {
        token: user.token,
        body: { content, client_id: randomUUID() },
      });
    await write('hello');
    const { page } = await stage.window();
    const sockets = watchSockets(page);
    const dashboard = dashboardOn(page);
    await dashboard.signIn(run.url);
    await dashboard.row(/hello/).click();
    await dashboard.live.waitFor();
    const labels = await watchLabel(page, 'output[aria-label="Connection"]');
    // Signing in loads the page twice.
    const before = sockets.opened();

    const texts = await writeOn(
      async (text) => {
        await write(text);
        await dashboard.messages.getByText(text, { exact: true }).waitFor(SOON);
      },
      () => sockets.opened() >= before + RENEWALS && sockets.open() === 1,
    );
    const rows = await dashboard.messages.getByRole('listitem').allTextContents();
    for (const text of texts) expect(rows.filter((row) => row.includes(text))).toHaveLength(1);
    await dashboard.row(new RegExp(texts.at(-1) ?? '')).waitFor();
    expect(await labels()).toHaveLength(1);
  });
});

/** The stack whose admins' tokens end within seconds. */
function withShortTokens(template: unknown): unknown {
  return JSON.parse(JSON.stringify(template), (name, value: unknown) => {
    if (name === 'IdTokenValidity') return LIFE_SECONDS;
    return name === 'TokenValidityUnits' ? { IdToken: 'seconds' } : value;
  });
}
