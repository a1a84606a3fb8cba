import { beforeEach, describe, expect, test } from 'vitest';
import { chatIdOf } from '../../functions/domain/chat-id.ts';
import { heard, putPage, say, untilRunning } from '../support/embedded.ts';
import { openCompanySite } from '../support/pages.ts';
import { waitUntil } from '../support/wait-until.ts';
import { widgetOn } from '../support/widget.ts';

const { site, stage } = await openCompanySite();
beforeEach(() => putPage(site));

/** Opens the page, and waits until the chat's script has run. */
async function visit(expected: (text: string) => boolean = () => false) {
  const window = await stage.window({ expected });
  await window.page.goto(`${site.url}/page.html`);
  await untilRunning(window.page);
  return { page: window.page, chat: widgetOn(window.page) };
}

describe('commands', () => {
  test('[U12] queued commands run in order, with their events', async () => {
    const early = `
      SupportChat('set', { title: 'Ask the crew' });
      SupportChat('open');
    `;
    putPage(site, { early });
    const { page } = await visit();
    await page.getByRole('dialog', { name: 'Ask the crew' }).waitFor();
    expect(await heard(page)).toEqual([{ name: 'ready' }, { name: 'open' }]);
  });

  test('[U12] open, close and toggle, each with one event', async () => {
    const { page, chat } = await visit();
    await heard(page);
    await say(page, 'open');
    await chat.panel.waitFor();
    await say(page, 'open');
    await say(page, 'close');
    await chat.panel.waitFor({ state: 'hidden' });
    await say(page, 'close');
    await say(page, 'toggle');
    await chat.panel.waitFor();
    await say(page, 'toggle');
    await chat.panel.waitFor({ state: 'hidden' });
    const names = (await heard(page)).map(({ name }) => name);
    expect(names).toEqual(['open', 'close', 'open', 'close']);
  });

  test('[U12] hide leaves opening to the page, and show brings the button back', async () => {
    const { page, chat } = await visit();
    await chat.launcher.waitFor();
    await say(page, 'hide');
    await page.locator('support-chat .launcher').waitFor({ state: 'hidden' });
    await say(page, 'open');
    await chat.panel.waitFor();
    await say(page, 'show');
    await chat.launcher.waitFor();
  });

  test('[U10] opened while open it takes the focus, and closed it gives it back to the page', async () => {
    const { page, chat } = await visit();
    const help = page.getByRole('button', { name: 'Help' });
    await help.focus();
    await say(page, 'open');
    await expect.poll(() => chat.box.evaluate((box) => box.matches(':focus'))).toBe(true);
    await help.focus();
    await say(page, 'open');
    await expect.poll(() => chat.box.evaluate((box) => box.matches(':focus'))).toBe(true);
    await page.keyboard.press('Escape');
    await expect.poll(() => help.evaluate((button) => button.matches(':focus'))).toBe(true);
  });

  test('[U12] destroy takes everything away, also before the script has come', async () => {
    const { page } = await visit();
    await say(page, 'destroy');
    await page.locator('support-chat').waitFor({ state: 'detached' });
    expect(await page.evaluate(() => 'SupportChat' in window)).toBe(false);

    putPage(site, { early: `SupportChat('destroy')` });
    const loaded = page.waitForEvent('load');
    await page.goto(`${site.url}/page.html`);
    await loaded;
    await page.waitForFunction(() => !('SupportChat' in window));
    expect(await page.locator('support-chat').count()).toBe(0);
  });
});

describe('events', () => {
  test('[U12] message and unread follow the conversation', async () => {
    const { page, chat } = await visit();
    const token = await site.chat.token({ role: 'user', sub: 'listener', name: 'Lis' });
    await say(page, 'identify', token);
    await say(page, 'open');
    await chat.write('Anybody there?');
    await page.getByRole('img', { name: 'Sent', exact: true }).waitFor();
    await say(page, 'close');
    await heard(page);
    await stage.reply({ chat_id: chatIdOf('listener') }, 'Here I am');
    await page.getByRole('button', { name: /1 unread message/ }).waitFor();
    const events = await heard(page);
    expect(events.map(({ name }) => name).sort()).toEqual(['message', 'unread']);
    expect(events).toContainEqual({ name: 'unread', detail: 1 });
    expect(events).toContainEqual({
      name: 'message',
      detail: expect.objectContaining({ seq: 2, content: 'Here I am', sender_type: 'admin' }),
    });
    await say(page, 'open');
    await waitUntil('nothing unread', async () =>
      (await heard(page)).some(({ name, detail }) => name === 'unread' && detail === 0),
    );
  });

  test('[U12] a listener that comes later gets ready, too', async () => {
    const { page } = await visit();
    await heard(page);
    await page.evaluate(() => {
      const all: unknown = Reflect.get(window, 'heard');
      window.SupportChat?.('on', 'ready', () => Array.isArray(all) && all.push({ name: 'late' }));
    });
    await expect.poll(() => heard(page)).toEqual([{ name: 'late' }]);
  });

  test('[U12] a listener that was taken away, or that throws, harms nobody', async () => {
    const { page } = await visit((text) => text.includes('the page’s own mistake'));
    await page.evaluate(() => {
      const stop = window.SupportChat?.('on', 'open', () => {
        throw new Error('heard after it was taken away');
      });
      if (typeof stop === 'function') stop();
      window.SupportChat?.('on', 'open', () => {
        throw new Error('the page’s own mistake');
      });
    });
    await heard(page);
    await say(page, 'open');
    await widgetOn(page).box.waitFor();
    expect(await heard(page)).toEqual([{ name: 'open' }]);
  });
});

describe('[U17] the number of unread messages, and a text for the box', () => {
  test('unread fires when the number changes, not for what arrives in an open panel', async () => {
    const { page, chat } = await visit();
    const token = await site.chat.token({ role: 'user', sub: 'counter', name: 'Cou' });
    await say(page, 'identify', token);
    await say(page, 'open');
    await chat.write('Anybody there?');
    await page.getByRole('img', { name: 'Sent', exact: true }).waitFor();
    await heard(page);
    await stage.reply({ chat_id: chatIdOf('counter') }, 'in the open');
    await chat.messages.getByText('in the open').waitFor();
    await say(page, 'close');
    await stage.reply({ chat_id: chatIdOf('counter') }, 'behind the door');
    await page.getByRole('button', { name: /1 unread message/ }).waitFor();
    await say(page, 'open');
    await page.getByRole('button', { name: /unread message/ }).waitFor({ state: 'detached' });
    const counts = (await heard(page)).filter(({ name }) => name === 'unread');
    expect(counts.map(({ detail }) => detail)).toEqual([1, 0]);
  });

  test('a text given to open is in the text box, and is stored once the user goes on writing', async () => {
    const { page, chat } = await visit();
    await say(page, 'open', { text: 'About order 4711: ' });
    await expect.poll(() => chat.box.inputValue()).toBe('About order 4711: ');
    expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([]);
    await page.keyboard.type('where is it?');
    await page.reload();
    await untilRunning(page);
    await chat.panel.waitFor();
    expect(await chat.box.inputValue()).toBe('About order 4711: where is it?');
  });

  test('a text given to open never replaces what the user has begun to write', async () => {
    const { page, chat } = await visit();
    await say(page, 'open');
    await chat.box.fill('My own words');
    await say(page, 'open', { text: 'About order 4711: ' });
    await say(page, 'close');
    await page.reload();
    await untilRunning(page);
    await say(page, 'open', { text: 'About order 4711: ' });
    await expect.poll(() => chat.box.inputValue()).toBe('My own words');
    await chat.box.fill('');
    await say(page, 'open', { text: 'About order 4711: ' });
    await expect.poll(() => chat.box.inputValue()).toBe('About order 4711: ');
  });

  test('a text that comes before the script, and one that is none', async () => {
    putPage(site, { early: "SupportChat('open', { text: 'Early words' });" });
    const { page, chat } = await visit((text) => text.includes('invalid_option'));
    await expect.poll(() => chat.box.inputValue()).toBe('Early words');
    await heard(page);
    // A chat that the page removes and adds again does not repeat it.
    await chat.box.fill('');
    await page.evaluate(() =>
      document.documentElement.replaceChildren(document.createElement('body')),
    );
    await chat.panel.waitFor();
    await expect.poll(() => chat.box.inputValue()).toBe('');
    await page.keyboard.type('My own');
    await expect.poll(() => chat.box.inputValue()).toBe('My own');
    await heard(page);
    await say(page, 'open', { text: 7 });
    expect(await heard(page)).toEqual([{ name: 'error', detail: { code: 'invalid_option' } }]);
    expect(await chat.box.inputValue()).toBe('My own');
  });
});

describe('errors', () => {
  test.each([
    ['unknown_command', ['dance']],
    ['invalid_option', ['set', { theme: 'pink' }]],
    ['invalid_option', ['set', { sparkle: 'yes' }]],
    ['unknown_event', ['on', 'nosuch']],
    ['invalid_token', ['identify', 'garbage']],
    ['invalid_token', ['identify', { token: 'in an object' }]],
  ])('[U12] %s for %j, and all goes on', async (code, [command = '', ...args]) => {
    const { page, chat } = await visit();
    await heard(page);
    const warned = page.waitForEvent('console', (entry) => entry.text().includes(code));
    await say(page, String(command), ...args);
    await expect.poll(() => heard(page)).toEqual([{ name: 'error', detail: { code } }]);
    expect((await warned).type()).toBe('warning');
    await chat.open();
  });

  test('[U12] load_failed when the panel cannot be had, until it can', async () => {
    const { page, chat } = await visit((text) => /Failed to (load|fetch)|ERR_FAILED/.test(text));
    await page.route('**/widget/panel-*.js', (route) => route.abort());
    await chat.launcher.click();
    await page.getByRole('alert').getByText('could not be loaded').waitFor();
    const codes = (await heard(page)).filter(({ name }) => name === 'error');
    expect(codes).toContainEqual({ name: 'error', detail: { code: 'load_failed' } });
    expect(await chat.launcher.getAttribute('aria-expanded')).toBe('false');
    await page.unroute('**/widget/panel-*.js');
    await chat.launcher.click();
    await chat.panel.waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
  });
});
