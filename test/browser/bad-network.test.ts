import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type BadNetwork, startBadNetwork } from '../support/bad-network.ts';
import { openStage } from '../support/stage.ts';
import { untilShown, type Visitor } from '../support/visitor.ts';
import { waitUntil } from '../support/wait-until.ts';

const stage = await openStage();
const { run } = stage;

const contents = async (visitor: Visitor) =>
  (await visitor.committed()).map(({ content }) => content);

describe.each([
  ['is blocked', blockStorage],
  ['is full', fillStorage],
])('[U5] a browser whose storage %s', (_how, prepare) => {
  test('chats all the same', async () => {
    const visitor = await stage.visitorWindow();
    await visitor.page.addInitScript(prepare);
    await visitor.widget.visit(run.url);
    await visitor.widget.open();
    await visitor.widget.write('nothing can be kept here');
    await untilShown(visitor.page, ['nothing can be kept here']);
    await visitor.reply('no matter');
    await visitor.widget.write('good');
    await untilShown(visitor.page, ['nothing can be kept here', 'no matter', 'good']);
    expect(visitor.complaints).toEqual([]);
    await visitor.close();
  });
});

function blockStorage(): void {
  Object.defineProperty(window, 'localStorage', {
    get() {
      throw new DOMException('denied', 'SecurityError');
    },
  });
}

function fillStorage(): void {
  Storage.prototype.setItem = () => {
    throw new DOMException('full', 'QuotaExceededError');
  };
}

describe('behind a bad network', () => {
  let network: BadNetwork;
  let visitor: Visitor;
  beforeEach(async () => {
    network = await startBadNetwork();
    // The browser logs every request and socket that fails.
    visitor = await stage.visitorWindow({
      proxy: network.proxy,
      expected: /WebSocket connection to|Failed to load resource|net::ERR/,
    });
  });
  afterEach(async () => {
    expect(visitor.complaints).toEqual([]);
    await visitor.close();
    await network.stop();
  });

  async function begin(): Promise<void> {
    await visitor.widget.visit(run.url);
    await visitor.widget.open();
    await visitor.widget.write('one');
    await untilShown(visitor.page, ['one']);
  }

  test.each(['refuse', 'swallow'] as const)(
    '[U7] sockets that it will %s: messages go and come by HTTP, and by a socket when there is one',
    async (fate) => {
      network.sockets = fate;
      await begin();
      await visitor.page.getByText('Messages may take a few seconds').waitFor();
      await visitor.reply('two');
      await untilShown(visitor.page, ['one', 'two']);
      await waitUntil('it to be marked read', async () => (await visitor.committed())[1]?.read_at);

      network.sockets = 'pass';
      await visitor.widget.connected.waitFor({ timeout: 60_000 });
      await visitor.widget.write('three');
      await untilShown(visitor.page, ['one', 'two', 'three']);
      expect(await contents(visitor)).toEqual(['one', 'two', 'three']);
    },
    150_000,
  );

  test.each(['cut', 'hang', 'error', 'page'] as const)(
    '[U5] the API and the sockets down (%s): the state is plain, nothing is lost, and it comes back',
    async (fate) => {
      await begin();
      network.api = fate;
      network.sockets = 'refuse';
      await visitor.page.reload();
      await visitor.widget.open();
      await visitor.widget.write('two');
      await visitor.widget.write('three');
      await visitor.page
        .getByRole('status')
        .getByText(/Connection lost|Cannot reach the chat/)
        .waitFor({ timeout: 60_000 });
      expect(await visitor.widget.messages.locator('[data-state="pending"]').count()).toBe(2);

      network.api = network.sockets = 'pass';
      await untilShown(visitor.page, ['one', 'two', 'three'], 75_000);
      await visitor.widget.connected.waitFor({ timeout: 45_000 });
      expect(await contents(visitor)).toEqual(['one', 'two', 'three']);
    },
    180_000,
  );

  test('[U5] the next message detects a socket that died silently', async () => {
    await begin();
    await visitor.widget.connected.waitFor();
    network.mute();
    await visitor.reply('two');
    await visitor.widget.write('three');
    await untilShown(visitor.page, ['one', 'two', 'three'], 60_000);
    expect(await contents(visitor)).toEqual(['one', 'two', 'three']);
  }, 120_000);

  test('[W6] online, shown again or come back to, a page looks for what a dead socket kept back', async () => {
    await begin();
    await visitor.widget.connected.waitFor();
    network.mute();
    const texts = ['one'];
    for (const type of ['online', 'pageshow', 'visibilitychange']) {
      texts.push(type);
      await visitor.reply(type);
      await visitor.page.evaluate((name) => {
        (name === 'visibilitychange' ? document : window).dispatchEvent(new Event(name));
      }, type);
      await untilShown(visitor.page, texts, 8_000);
    }
  }, 120_000);
});

test('[W6] pushes that are repeated, reordered and dropped show every message once, in order', async () => {
  const visitor = await stage.visitorWindow();
  await shufflePushes(visitor.page);
  await visitor.widget.visit(run.url);
  await visitor.widget.open();
  const texts = Array.from({ length: 12 }, (_, n) => `message ${n}`);
  for (const text of texts.slice(0, 2)) await visitor.widget.write(text);
  await untilShown(visitor.page, texts.slice(0, 2));
  for (const text of texts.slice(2)) await visitor.reply(text);
  await untilShown(visitor.page, texts);
  expect(visitor.complaints).toEqual([]);
  await visitor.close();
}, 120_000);

/** Of every five frames the second arrives twice, the third never, and the fourth after the fifth. */
async function shufflePushes(page: Page): Promise<void> {
  let count = 0;
  let late: string | undefined;
  await page.routeWebSocket(/\/ws$/, (socket) => {
    const server = socket.connectToServer();
    server.onMessage((frame) => {
      const text = String(frame);
      if (!text.includes('new_message')) return socket.send(text);
      const turn = count++ % 5;
      if (turn === 3) late = text;
      if (turn === 1) socket.send(text);
      if (turn !== 2 && turn !== 3) socket.send(text);
      if (turn === 4 && late) socket.send(late);
    });
  });
}

test('[U5] a reload in the middle of sending loses and doubles nothing', async () => {
  const visitor = await stage.visitorWindow();
  await visitor.widget.visit(run.url);
  await visitor.widget.open();
  const texts = ['one', 'two', 'three', 'four', 'five'];
  for (const text of texts) await visitor.widget.write(text);
  await visitor.page.reload();
  await visitor.widget.open();
  await untilShown(visitor.page, texts);
  expect(await contents(visitor)).toEqual(texts);
  await visitor.close();
}, 120_000);

test('[U5] a network that is lost during sending and comes back', async () => {
  const visitor = await stage.visitorWindow({ expected: /net::ERR|WebSocket/ });
  await visitor.widget.visit(run.url);
  await visitor.widget.open();
  await visitor.widget.write('one');
  await untilShown(visitor.page, ['one']);
  await visitor.widget.write('two');
  await visitor.page.context().setOffline(true);
  await visitor.widget.write('three');
  await visitor.page.getByText('You are offline').waitFor();
  await visitor.page.context().setOffline(false);
  await untilShown(visitor.page, ['one', 'two', 'three']);
  expect(await contents(visitor)).toEqual(['one', 'two', 'three']);
  await visitor.close();
}, 120_000);

test('[W6] a page that was frozen shows what was written meanwhile', async () => {
  const visitor = await stage.visitorWindow();
  await visitor.widget.visit(run.url);
  await visitor.widget.open();
  await visitor.widget.write('one');
  await untilShown(visitor.page, ['one']);
  const devTools = await visitor.page.context().newCDPSession(visitor.page);
  await devTools.send('Page.setWebLifecycleState', { state: 'frozen' });
  for (const text of ['two', 'three']) await visitor.reply(text);
  await devTools.send('Page.setWebLifecycleState', { state: 'active' });
  await untilShown(visitor.page, ['one', 'two', 'three']);
  expect(visitor.complaints).toEqual([]);
  await visitor.close();
}, 120_000);
