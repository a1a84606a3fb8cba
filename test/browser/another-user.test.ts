import { beforeEach, describe, expect, test } from 'vitest';
import { type CompanyWindow, openCompany } from '../support/company.ts';
import type { User } from '../support/people.ts';
import { waitUntil } from '../support/wait-until.ts';
import { widgetOn } from '../support/widget.ts';

const company = await openCompany();
let open: CompanyWindow;
let alice: User;
let bob: User;
beforeEach(async () => {
  [alice, bob] = await Promise.all([company.signedInUser(), company.signedInUser({ name: 'Bob' })]);
  open = await company.pageWindow({ expected: /401|WebSocket|net::ERR/ });
  open.server.answer = async () => alice.token;
});

const BY_CALLBACK = "SupportChat('identify', () => askServer());";
const byString = ({ token }: User) => `SupportChat('identify', '${token}');`;

describe('[S2] another user in the same browser', () => {
  test('sees nothing of the previous user, who finds everything again', async () => {
    await open.site.visit(byString(alice));
    await open.chat('a secret of Alice');
    await open.widget.box.fill('unsent of Alice');
    await open.site.say('identify', bob.token);
    await open.widget.messages.waitFor({ state: 'detached' });
    await open.chat('from Bob');
    expect(await open.widget.panel.textContent()).not.toContain('of Alice');
    expect(await bob.contents()).toEqual(['from Bob']);
    expect(await alice.contents()).toEqual(['a secret of Alice']);
    await open.site.say('identify', alice.token);
    await open.widget.messages.getByText('a secret of Alice').waitFor();
    expect(await open.widget.box.inputValue()).toBe('unsent of Alice');
  });

  test('never sends what the previous user wrote offline', async () => {
    await open.site.visit(byString(alice));
    await open.chat('with a network');
    await open.page.context().setOffline(true);
    await open.widget.write('without a network');
    await open.widget.messages.getByText('without a network').waitFor();
    await open.site.say('identify', bob.token);
    await open.page.context().setOffline(false);
    await open.chat('from Bob');
    expect(await bob.contents()).toEqual(['from Bob']);
    expect(await alice.contents()).toEqual(['with a network']);
    await open.site.say('identify', alice.token);
    await open.sent('without a network');
  });

  test('is noticed when the function returns their token at the next renewal', async () => {
    const ended = await company.run.sign.user({
      sub: alice.id,
      exp: Math.floor(Date.now() / 1_000) - 60,
    });
    open.server.answer = async () => (open.server.calls === 1 ? ended : bob.token);
    await open.site.visit(BY_CALLBACK);
    await open.widget.open();
    await open.widget.connected.waitFor();
    await open.chat('from Bob');
    expect(await bob.contents()).toEqual(['from Bob']);
    expect(open.server.calls).toBeLessThanOrEqual(4);
  });

  test('who signs in does not get the visitor’s chat and text', async () => {
    await open.site.visit();
    await open.chat('as a visitor');
    await open.widget.box.fill('unsent as a visitor');
    await open.site.say('identify', alice.token);
    await open.widget.messages.waitFor({ state: 'detached' });
    await open.chat('as Alice');
    expect(await open.widget.panel.textContent()).not.toContain('as a visitor');
    expect(await alice.contents()).toEqual(['as Alice']);
    // The page knows nobody after its next load: it is the visitor again.
    await open.site.visit();
    await open.widget.open();
    await open.widget.messages.getByText('as a visitor').waitFor();
    expect(await open.widget.box.inputValue()).toBe('unsent as a visitor');
  });
});

describe('[U12] logout', () => {
  test('forgets everything: stored, on screen, on the button, and the socket', async () => {
    let openSockets = 0;
    open.page.on('websocket', (socket) => {
      openSockets += 1;
      socket.on('close', () => {
        openSockets -= 1;
      });
    });
    await open.site.visit(BY_CALLBACK);
    await open.chat('hello');
    await open.page.keyboard.press('Escape');
    await company.reply(alice, 'one for you');
    await open.page.getByRole('button', { name: /1 unread message/ }).waitFor();
    await open.site.say('logout');
    await open.page.getByRole('button', { name: 'Support chat', exact: true }).waitFor();
    await waitUntil('the socket to close', () => openSockets === 0);
    expect(await open.site.stored()).toEqual({});
    expect((await open.site.events()).at(-1)).toBe('unread:0');
    await open.widget.open();
    await open.widget.box.waitFor();
    expect(await open.widget.messages.count()).toBe(0);
  });

  test('before the panel was ever loaded forgets as well, without loading it', async () => {
    await open.site.visit();
    await open.chat('as a visitor');
    const requests: string[] = [];
    open.page.on('request', (request) => requests.push(new URL(request.url()).pathname));
    await open.page.route('**/widget/*', (route) => route.abort());
    await open.site.visit("SupportChat('logout');");
    await open.widget.launcher.waitFor();
    await waitUntil(
      'the storage to be empty',
      async () => Object.keys(await open.site.stored()).length === 0,
    );
    await open.page.unroute('**/widget/*');
    await open.widget.open();
    await open.widget.box.waitFor();
    expect(await open.widget.messages.count()).toBe(0);
    // Whether the chat can be reached is all that opening asks (U7).
    const isAsked = (path: string) => path.startsWith('/api') && path !== '/api/health';
    expect(requests.filter(isAsked)).toEqual([]);
  });

  test('offline forgets as well', async () => {
    await open.site.visit();
    await open.chat('as a visitor');
    await open.page.context().setOffline(true);
    await open.widget.write('never sent');
    await open.widget.messages.getByText('never sent').waitFor();
    await open.site.say('logout');
    expect(await open.site.stored()).toEqual({});
    await open.widget.messages.waitFor({ state: 'detached' });
    await open.page.context().setOffline(false);
    await open.chat('as another visitor');
    expect(await open.widget.panel.textContent()).not.toContain('never sent');
    expect(Object.values(await open.site.stored()).join()).not.toContain('never sent');
  });

  test('while the visitor is being created leaves no trace of them', async () => {
    await open.site.visit();
    let letGo = () => {};
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    await open.page.route('**/api/visitors', async (route) => {
      await held;
      await route.continue();
    });
    await open.widget.open();
    const asked = open.page.waitForRequest('**/api/visitors');
    await open.widget.write('whose is this?');
    await asked;
    await open.site.say('logout');
    const answered = open.page.waitForResponse('**/api/visitors');
    letGo();
    await (await answered).finished();
    await open.page.unroute('**/api/visitors');
    await open.chat('somebody else’s');
    expect(await open.widget.panel.textContent()).not.toContain('whose is this?');
    expect(Object.values(await open.site.stored()).join()).not.toContain('whose is this?');
  });

  test('counts in every tab of the browser', async () => {
    await open.site.visit(byString(alice));
    await open.chat('in two tabs');
    const other = await open.page.context().newPage();
    const there = company.pageIn(other);
    await there.visit(byString(alice));
    await widgetOn(other).open();
    await widgetOn(other).messages.getByText('in two tabs').waitFor();
    await open.site.say('logout');
    await widgetOn(other).messages.waitFor({ state: 'detached' });
    expect(await there.stored()).toEqual({});
  });

  test('and signing in again, also in one call and before the panel has loaded', async () => {
    await open.site.visit(byString(alice));
    await open.chat('before');
    await open.site.say('logout');
    await open.widget.messages.waitFor({ state: 'detached' });
    await open.site.say('identify', alice.token);
    await open.widget.messages.getByText('before').waitFor();
    await open.site.visit(`SupportChat('logout'); ${byString(bob)}`);
    await open.chat('from Bob');
    expect(await bob.contents()).toEqual(['from Bob']);
  });
});
