import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ConflictException,
  CreateScheduleCommand,
  DeleteScheduleCommand,
  GetScheduleCommand,
  ListSchedulesCommand,
  ResourceNotFoundException,
  ValidationException,
} from '@aws-sdk/client-scheduler';
import { expect, test, vi } from 'vitest';
import { openState } from '../../../local/state.ts';
import { aSchedule, aScheduler, QUEUE_ARN, roleArn, START, TARGET_ARN } from './a-scheduler.ts';

const key = { Name: 'reply-1', GroupName: 'Emails' };

test('[E1] a schedule runs once when its time has come, and is gone then', async () => {
  const { client, scheduler, events } = await aScheduler();
  const { ScheduleArn } = await client.send(aSchedule());
  expect(ScheduleArn).toBe('arn:aws:scheduler:us-east-1:000000000000:schedule/Emails/reply-1');
  await scheduler.advance(299);
  expect(events).toEqual([]);
  await scheduler.advance(1);
  expect(events).toEqual([{ functionArn: TARGET_ARN, event: { chat: 1 } }]);
  await expect(client.send(new GetScheduleCommand(key))).rejects.toThrow(ResourceNotFoundException);
  await scheduler.advance(3600);
  expect(events).toHaveLength(1);
});

test('[L6] a clock that was moved before does not make new schedules early', async () => {
  const { client, scheduler, events } = await aScheduler();
  await scheduler.advance(3600);
  await client.send(aSchedule());
  await scheduler.advance(299);
  expect(events).toEqual([]);
  await scheduler.advance(1);
  expect(events).toHaveLength(1);
});

test('[L3] a schedule that is to stay can be looked at, and never runs again', async () => {
  const { client, scheduler, events } = await aScheduler();
  await client.send(aSchedule({ ActionAfterCompletion: 'NONE' }));
  await scheduler.advance(600);
  await scheduler.advance(600);
  expect(events).toHaveLength(1);
  expect(await client.send(new GetScheduleCommand(key))).toMatchObject({
    ...key,
    ScheduleExpression: 'at(2026-03-01T10:05:00)',
    Target: { Arn: TARGET_ARN },
    CreationDate: new Date(START),
  });
});

test('[L3] a schedule can be deleted before it runs', async () => {
  const { client, scheduler, events } = await aScheduler();
  await client.send(aSchedule());
  const { Schedules } = await client.send(new ListSchedulesCommand({ GroupName: 'Emails' }));
  expect(Schedules).toMatchObject([key]);
  await client.send(new DeleteScheduleCommand(key));
  await scheduler.advance(600);
  expect(events).toEqual([]);
  await expect(client.send(new DeleteScheduleCommand(key))).rejects.toThrow(
    ResourceNotFoundException,
  );
});

test('[L3] a name is taken once, but the same request again is no conflict', async () => {
  const { client, scheduler, events } = await aScheduler();
  await client.send(aSchedule({ ClientToken: 'a' }));
  await client.send(aSchedule({ ClientToken: 'a' }));
  await expect(client.send(aSchedule({ ClientToken: 'b' }))).rejects.toThrow(ConflictException);
  await scheduler.advance(300);
  expect(events).toHaveLength(1);
});

test.each([
  ['an expression with a zone', { ScheduleExpression: 'at(2026-03-01T10:05:00Z)' }],
  ['an expression with fractions', { ScheduleExpression: 'at(2026-03-01T10:05:00.000)' }],
  ['a day that does not exist', { ScheduleExpression: 'at(2026-02-30T10:05:00)' }],
  ['a recurring expression', { ScheduleExpression: 'rate(5 minutes)' }],
  ['a name that is too long', { Name: 'x'.repeat(65) }],
  ['a name with a colon', { Name: 'visitor:1' }],
  ['an input that is no JSON', { Target: { Input: '{' } }],
  ['a target that is no ARN', { Target: { Arn: 'Job' } }],
  ['a role that the scheduler may not take', { Target: { RoleArn: roleArn('Other') } }],
  ['a role that is not there', { Target: { RoleArn: roleArn('Nobody') } }],
])('[L3] %s is refused as not valid', async (_, more) => {
  const { client } = await aScheduler();
  await expect(client.send(aSchedule(more))).rejects.toThrow(ValidationException);
});

test('[L2] a group that the template lacks does not exist', async () => {
  const { client } = await aScheduler();
  for (const GroupName of ['Nowhere', undefined]) {
    const create = new CreateScheduleCommand({ ...aSchedule().input, GroupName });
    await expect(client.send(create)).rejects.toThrow(ResourceNotFoundException);
  }
});

test.each(['scheduler:CreateSchedule', 'iam:PassRole', 'lambda:InvokeFunction'])(
  '[L2] without %s nothing is scheduled',
  async (action) => {
    const { client, scheduler, events } = await aScheduler({ refused: [action] });
    await expect(client.send(aSchedule())).rejects.toThrow(/Not authorized/);
    await scheduler.advance(600);
    expect(events).toEqual([]);
  },
);

test('[L2] the caller is judged by schedule, role and target', async () => {
  const { client, permissions } = await aScheduler();
  await client.send(aSchedule());
  expect(permissions.asked).toMatchObject([
    {
      action: 'scheduler:CreateSchedule',
      resource: 'arn:aws:scheduler:us-east-1:000000000000:schedule/Emails/reply-1',
    },
    {
      action: 'iam:PassRole',
      resource: roleArn('Trusted'),
      context: { 'iam:PassedToService': ['scheduler.amazonaws.com'] },
    },
    { action: 'lambda:InvokeFunction', resource: TARGET_ARN },
  ]);
});

test('[L3] a target that cannot be invoked goes to the dead-letter queue', async () => {
  const { client, scheduler, queued } = await aScheduler({
    invokeLater: () => Promise.reject(new Error('no such function')),
  });
  await client.send(aSchedule({ Target: { DeadLetterConfig: { Arn: QUEUE_ARN } } }));
  await scheduler.advance(300);
  expect(queued).toEqual([{ arn: QUEUE_ARN, body: { chat: 1 } }]);
});

test('[L3] words of the scheduler in the input are filled in', async () => {
  const { client, scheduler, events } = await aScheduler();
  const Input = '{"at":"<aws.scheduler.scheduled-time>"}';
  await client.send(aSchedule({ Target: { Input } }));
  await scheduler.advance(300);
  expect(events).toMatchObject([{ event: { at: '2026-03-01T10:05:00Z' } }]);
});

test('[L4] schedules and the clock outlive a restart, also in the middle of a run', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'scheduler-'));
  const first = await aScheduler({
    state: openState(folder),
    invokeLater: () => new Promise(() => {}),
  });
  await first.client.send(aSchedule());
  await first.client.send(
    aSchedule({ Name: 'reply-2', ScheduleExpression: 'at(2026-03-01T11:00:00)' }),
  );
  await first.client.send(aSchedule({ Name: 'reply-3' }));
  await first.client.send(new DeleteScheduleCommand({ Name: 'reply-3', GroupName: 'Emails' }));
  void first.scheduler.advance(300);
  await vi.waitUntil(() => first.events.length === 1);

  const second = await aScheduler({ state: openState(folder) });
  expect(second.clock.now()).toBe(START + 300_000);
  await second.scheduler.advance(0);
  await second.scheduler.advance(3600);
  expect(second.events).toHaveLength(2);

  const third = await aScheduler({ state: openState(folder) });
  await third.scheduler.advance(3600);
  expect(third.events).toEqual([]);
});

test('[L4] what ends only because everything is stopped runs again after the next start', async () => {
  const gate: { open?: () => void } = {};
  const state = openState(undefined);
  const first = await aScheduler({
    state,
    invokeLater: () =>
      new Promise((resolve) => {
        gate.open = resolve;
      }),
  });
  await first.client.send(aSchedule());
  const advanced = first.scheduler.advance(300);
  await vi.waitUntil(() => gate.open !== undefined);
  await first.scheduler.stop();
  gate.open?.();
  await advanced;
  const second = await aScheduler({ state });
  await second.scheduler.advance(0);
  expect(second.events).toHaveLength(1);
});

test('[L3] what falls due by real time runs without anybody moving the clock', async () => {
  const { client, events } = await aScheduler();
  await client.send(aSchedule({ ScheduleExpression: 'at(2026-03-01T09:59:59)' }));
  await vi.waitUntil(() => events.length === 1, { timeout: 5_000 });
});
