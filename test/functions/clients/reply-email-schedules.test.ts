import { randomUUID } from 'node:crypto';
import {
  ConflictException,
  CreateScheduleCommand,
  DeleteScheduleCommand,
  InternalServerException,
  ResourceNotFoundException,
  SchedulerClient,
} from '@aws-sdk/client-scheduler';
import { mockClient } from 'aws-sdk-client-mock';
import 'aws-sdk-client-mock-vitest/extend';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { createReplyEmailSchedules } from '../../../functions/clients/reply-email-schedules.ts';
import { aMessage } from '../../support/builders.ts';

const scheduler = mockClient(SchedulerClient);
const { arm, disarm } = createReplyEmailSchedules({
  SCHEDULE_GROUP: 'group',
  SCHEDULE_ROLE_ARN: 'role-arn',
  REPLY_EMAIL_FUNCTION_ARN: 'function-arn',
  FAILURE_QUEUE_ARN: 'queue-arn',
  REPLY_EMAIL_DELAY_MINUTES: 5,
});
beforeEach(() => scheduler.reset());
afterAll(() => scheduler.restore());

/** A time far enough ahead that the schedule is not the soonest possible. */
const created_at = '2099-01-01T00:00:00.001Z';

describe('[E1] the schedule of a message', () => {
  test('is named after the message, runs once after five minutes, and deletes itself', async () => {
    scheduler.on(CreateScheduleCommand).resolves({});
    await arm(aMessage({ id: 'm-1', chat_id: 'c-1', seq: 7, created_at }));
    expect(scheduler).toHaveReceivedCommandWith(CreateScheduleCommand, {
      Name: 'reply-email-m-1',
      GroupName: 'group',
      ScheduleExpression: 'at(2099-01-01T00:05:01)',
      ActionAfterCompletion: 'DELETE',
    });
    const [sent] = scheduler.commandCalls(CreateScheduleCommand);
    expect(sent?.args[0].input.Target).toMatchObject({
      Arn: 'function-arn',
      RoleArn: 'role-arn',
      Input: '{"chat_id":"c-1","seq":7}',
      DeadLetterConfig: { Arn: 'queue-arn' },
    });
  });

  test('has a name that Scheduler allows', async () => {
    scheduler.on(CreateScheduleCommand).resolves({});
    await arm(aMessage({ created_at }));
    const [sent] = scheduler.commandCalls(CreateScheduleCommand);
    expect(sent?.args[0].input.Name).toMatch(/^[\w.-]{1,64}$/);
  });

  test('of a joined message has its own name, because the schedule of the original is deleted', async () => {
    scheduler.on(CreateScheduleCommand).resolves({});
    await arm({ ...aMessage({ id: randomUUID(), created_at }), joined: true });
    const [sent] = scheduler.commandCalls(CreateScheduleCommand);
    expect(sent?.args[0].input.Name).toMatch(/^reply-email-joined-[\w.-]{36}$/);
  });

  test('is never in the past', async () => {
    scheduler.on(CreateScheduleCommand).resolves({});
    await arm(aMessage({ created_at: '2020-01-01T00:00:00.000Z' }));
    const [sent] = scheduler.commandCalls(CreateScheduleCommand);
    const at = /at\((.+)\)/.exec(sent?.args[0].input.ScheduleExpression ?? '')?.[1];
    expect(Date.parse(`${at}Z`)).toBeGreaterThan(Date.now());
  });

  test('that already exists is no error', async () => {
    scheduler
      .on(CreateScheduleCommand)
      .rejects(new ConflictException({ $metadata: {}, Message: '', message: '' }));
    await expect(arm(aMessage({ created_at }))).resolves.toBeUndefined();
  });

  test('that cannot be created is an error, so that the record is retried', async () => {
    scheduler
      .on(CreateScheduleCommand)
      .rejects(new InternalServerException({ $metadata: {}, Message: '', message: '' }));
    await expect(arm(aMessage({ created_at }))).rejects.toThrow();
  });
});

describe('[D11] the schedule of an erased message', () => {
  const failure = { $metadata: {}, Message: '', message: '' };

  test('is deleted', async () => {
    scheduler.on(DeleteScheduleCommand).resolves({});
    await disarm(aMessage({ id: 'm-1', created_at }));
    expect(scheduler).toHaveReceivedCommandWith(DeleteScheduleCommand, {
      Name: 'reply-email-m-1',
      GroupName: 'group',
    });
  });

  test('that has already run is no error', async () => {
    scheduler.on(DeleteScheduleCommand).rejects(new ResourceNotFoundException(failure));
    await expect(disarm(aMessage({ created_at }))).resolves.toBeUndefined();
  });

  test('that cannot be deleted is an error, so that the record is retried', async () => {
    scheduler.on(DeleteScheduleCommand).rejects(new InternalServerException(failure));
    await expect(disarm(aMessage({ created_at }))).rejects.toThrow();
  });

  test('is not deleted if it must have run long ago', async () => {
    await disarm(aMessage({ created_at: '2020-01-01T00:00:00.000Z' }));
    expect(scheduler).not.toHaveReceivedCommand(DeleteScheduleCommand);
  });
});
