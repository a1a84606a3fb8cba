import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { afterEach, describe, expect, test } from 'vitest';
import type { LocalRun } from '../../local/start-local.ts';
import { call } from '../support/http-client.ts';
import { peopleOf } from '../support/people.ts';
import { startRun } from '../support/run.ts';
import { connectAndSubscribe } from '../support/socket-client.ts';
import { waitUntil } from '../support/wait-until.ts';

let run: LocalRun | undefined;
let lines: string[];
afterEach(async () => {
  await run?.stop();
  run = undefined;
});

const TemplateSchema = v.looseObject({
  Resources: v.record(v.string(), v.looseObject({ Type: v.string() })),
});

/** A run in which these functions may not create schedules. */
async function startRefusing(...functions: string[]): Promise<LocalRun> {
  lines = [];
  run = await startRun({
    log: (line) => lines.push(line),
    template(raw) {
      const { Resources, ...rest } = v.parse(TemplateSchema, raw);
      const changed = Object.entries(Resources).map(([id, resource]) => {
        const isTheirs = functions.some((name) => id.startsWith(`${name}FunctionRole`));
        if (!isTheirs || resource.Type !== 'AWS::IAM::Policy') return [id, resource];
        const text = JSON.stringify(resource);
        expect(text).toContain('scheduler:CreateSchedule');
        return [id, JSON.parse(text.replaceAll('scheduler:CreateSchedule', 'none:None'))];
      });
      return { ...rest, Resources: Object.fromEntries(changed) };
    },
  });
  return run;
}

/** An admin replies twice to a user whose chat is open. */
async function answerTwice(on: LocalRun) {
  const user = await peopleOf(on.url).signedInUser();
  const admin = await peopleOf(on.url).admin();
  const body = { content: 'hello', client_id: randomUUID() };
  await call(on.url, 'POST /api/support_chat/messages', { token: user.token, body });
  const { chat_id } = user;
  const socket = await connectAndSubscribe(on.url, user.token, { channel: 'chat', chat_id });
  for (const content of ['one', 'two']) {
    const path = `POST /api/admin/chats/${chat_id}/messages`;
    const answer = { content, client_id: randomUUID() };
    expect((await call(on.url, path, { token: admin.token, body: answer })).status).toBe(201);
    await socket.event('new_message', (e) => e.message.content === content);
  }
  return { user, socket };
}

const emailsTo = async (on: LocalRun, email: string) =>
  (await on.emails()).filter(({ to }) => to.includes(email));

describe('[E1] while no email can be scheduled live chat goes on', () => {
  test('and the emails are armed by the function that took the work', async () => {
    const refusing = await startRefusing('FanOut');
    const { user } = await answerTwice(refusing);
    await waitUntil(
      'both to be armed',
      () => lines.filter((line) => line.includes('arm_reply_email')).length >= 2,
    );
    await refusing.advance(301);
    const [email, ...others] = await emailsTo(refusing, user.email);
    expect(others).toEqual([]);
    expect(email?.text).toMatch(/one[\s\S]*two/);
    expect(refusing.failures()).toEqual([]);
  });

  test('and what cannot be armed in three tries ends in the failure queue, without any text', async () => {
    const refusing = await startRefusing('FanOut', 'DeferredWork');
    const { user, socket } = await answerTwice(refusing);
    await waitUntil('both to be given up', async () => {
      await refusing.advance(200);
      return refusing.failures().length >= 2;
    });
    const shown = socket.all('new_message').map((e) => e.message.content);
    expect(shown.filter((content) => content !== 'hello')).toEqual(['one', 'two']);
    const failures = JSON.stringify(refusing.failures());
    expect(failures).toContain('arm_reply_email');
    expect(failures).toContain(user.chat_id);
    expect(failures).not.toMatch(/"content"|one|two/);
    expect(await emailsTo(refusing, user.email)).toEqual([]);
  });
});
