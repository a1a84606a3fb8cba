import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { type CompanyWindow, openCompany } from '../support/company.ts';
import { call } from '../support/http-client.ts';
import type { User } from '../support/people.ts';
import { waitUntil } from '../support/wait-until.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;
const REFUSED = 'We could not confirm who you are.';
const UNKNOWN = 'We could not find out who you are.';

const company = await openCompany();
let open: CompanyWindow;
let alice: User;
beforeEach(async () => {
  alice = await company.signedInUser();
  open = await company.pageWindow({ expected: /401|WebSocket/ });
  open.server.answer = async () => alice.token;
});

const BY_CALLBACK = "SupportChat('identify', () => askServer());";
const byString = ({ token }: User) => `SupportChat('identify', '${token}');`;
const inSeconds = (seconds: number) => Math.floor(Date.now() / 1_000) + seconds;

describe('[U12, S1] identify', () => {
  test('with a token, said before the script has loaded', async () => {
    await open.site.visit(byString(alice));
    await open.chat('by string');
    expect(await alice.contents()).toEqual(['by string']);
    expect(open.complaints).toEqual([]);
  });

  test('with a function, which is asked when there is a use for a token, and once', async () => {
    await open.site.visit(BY_CALLBACK);
    await open.widget.launcher.waitFor();
    expect(open.server.calls).toBe(0);
    await open.chat('by function');
    expect(await alice.contents()).toEqual(['by function']);
    expect(open.server.calls).toBe(1);
  });

  test('with a function that says that nobody is signed in: then it is a visitor', async () => {
    open.server.answer = async () => null;
    await open.site.visit(BY_CALLBACK);
    await open.chat('nobody');
    expect(await alice.contents()).toEqual([]);
    expect(Object.keys(await open.site.stored()).join()).toContain('visitor-token');
  });

  test('asks the function again a minute before the token ends', async () => {
    const ending = () => company.run.sign.user({ sub: alice.id, exp: inSeconds(63) });
    open.server.answer = async () => (open.server.calls === 1 ? ending() : alice.token);
    await open.site.visit(BY_CALLBACK);
    await open.chat('with the first');
    await waitUntil('the token to be renewed', async () => {
      await open.page.evaluate(() => window.dispatchEvent(new Event('pageshow')));
      return open.server.calls === 2;
    });
    await open.chat('with the second');
    expect(await alice.contents()).toEqual(['with the first', 'with the second']);
    expect(open.server.calls).toBe(2);
  });

  test('asks the function again when the server refuses the token', async () => {
    const ended = await company.run.sign.user({ sub: alice.id, exp: inSeconds(-60) });
    open.server.answer = async () => (open.server.calls === 1 ? ended : alice.token);
    await open.site.visit(BY_CALLBACK);
    await open.chat('with the second');
    expect(open.server.calls).toBeLessThanOrEqual(3);
    expect(await alice.contents()).toEqual(['with the second']);
  });

  test('with a function that fails: the panel says so, the page gets an error, and the user can retry', async () => {
    open.server.answer = async () => {
      throw new Error('503');
    };
    await open.site.visit(BY_CALLBACK);
    await open.widget.open();
    await open.page.getByText(UNKNOWN).waitFor();
    expect(await open.site.events()).toEqual(['error:identity_failed']);
    expect(open.server.calls).toBe(1);
    open.server.answer = async () => alice.token;
    await open.page.getByRole('button', { name: 'Try again' }).click();
    await open.chat('found after all');
    expect(await alice.contents()).toEqual(['found after all']);
  });

  test('with a function that only knows tokens that have ended: it is said, without a loop', async () => {
    const ended = await company.run.sign.user({ sub: alice.id, exp: inSeconds(-60) });
    open.server.answer = async () => ended;
    await open.site.visit(BY_CALLBACK);
    await open.widget.open();
    await open.page.getByText(REFUSED).waitFor();
    expect(await open.site.events()).toContain('error:identity_failed');
    const asked = open.server.calls;
    expect(asked).toBeLessThanOrEqual(3);
    open.server.answer = async () => alice.token;
    await open.page.getByRole('button', { name: 'Try again' }).click();
    await open.chat('with a token of today');
    expect(open.server.calls).toBe(asked + 1);
  });

  test('with a function that never resolves: the panel says so after a while', async () => {
    open.server.answer = () => new Promise(() => {});
    await open.site.visit(BY_CALLBACK);
    await open.widget.open();
    await open.page.getByText(UNKNOWN).waitFor();
    expect(open.server.calls).toBe(1);
  });

  test('with a fresh token of the same user leaves what is being written alone', async () => {
    await open.site.visit(byString(alice));
    await open.chat('first');
    const { box, connected } = open.widget;
    await connected.waitFor();
    await box.pressSequentially('half a wo');
    await open.site.say('identify', await company.run.token({ role: 'user', sub: alice.id }));
    await open.page.keyboard.type('rd');
    expect(await box.inputValue()).toBe('half a word');
    expect(await open.widget.messages.getByText('first').count()).toBe(1);
  });
});

test.each([1, -1])(
  '[S1] with a clock wrong by %i day the chat works, and the page is not pestered',
  async (days) => {
    await open.page.addInitScript((shiftMs) => {
      const RealDate = Date;
      class ShiftedDate extends RealDate {
        constructor(...args: [] | [number]) {
          super(...(args.length === 0 ? ([RealDate.now() + shiftMs] as const) : args));
        }
        static override now = () => RealDate.now() + shiftMs;
      }
      Object.assign(window, { Date: ShiftedDate });
    }, days * DAY_MS);
    await open.site.visit(BY_CALLBACK);
    for (const text of ['one', 'two', 'three']) await open.chat(text);
    await company.reply(alice, 'four');
    await open.widget.messages.getByText('four').waitFor();
    await open.page.reload();
    await open.widget.open();
    await open.widget.messages.getByText('four').waitFor();
    expect(await alice.contents()).toEqual(['one', 'two', 'three', 'four']);
    expect(open.server.calls).toBe(2);
  },
);

test('[S8] a visitor’s token in a link does not change who the user is', async () => {
  const token = await company.run.token({ role: 'visitor', sub: randomUUID() });
  const body = { content: 'asked by somebody else', client_id: randomUUID() };
  await call(company.run.url, 'POST /api/support_chat/messages', { token, body });
  await open.site.visit('', `#support-chat=${token}`);
  await open.widget.box.waitFor();
  expect(new URL(open.page.url()).hash).toBe('');
  await open.chat('asked by me');
  expect(await open.widget.messages.getByText('asked by somebody else').count()).toBe(0);
  expect(open.complaints).toEqual([]);
});
