import { CreateScheduleCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import { onTestFinished } from 'vitest';
import { startAwsFront } from '../../../local/aws-front.ts';
import { openClock } from '../../../local/scheduler/movable-clock.ts';
import { startScheduler } from '../../../local/scheduler/scheduler.ts';
import { openState, type State } from '../../../local/state.ts';
import { fakePermissions } from '../http-gateway/fake-permissions.ts';
import { aTemplate } from '../template/an-assembly.ts';

export const START = Date.parse('2026-03-01T10:00:00.000Z');
export const TARGET_ARN = 'arn:aws:lambda:us-east-1:000000000000:function:Job';
export const QUEUE_ARN = 'arn:aws:sqs:us-east-1:000000000000:Failures';

type Given = {
  state?: State;
  refused?: readonly string[];
  /** What handing an event to the function comes to. */
  invokeLater?: (event: unknown) => Promise<void>;
};

/** A scheduler at `START` whose function notes its events. */
export async function aScheduler(given: Given = {}) {
  const { state = openState(undefined), invokeLater = async () => {} } = given;
  const events: unknown[] = [];
  const queued: unknown[] = [];
  const underWay = new Set<Promise<void>>();
  const functions = {
    invokeLater(functionArn: string, event: unknown) {
      events.push({ functionArn, event });
      const done = invokeLater(event);
      underWay.add(done);
      return done.finally(() => underWay.delete(done));
    },
    clockMoved: () => {},
    settled: async () => {
      await Promise.allSettled(underWay);
    },
  };
  const clock = openClock({ now: () => START, state });
  const permissions = fakePermissions(given);
  const scheduler = await startScheduler({
    template: aTemplate({ resources: RESOURCES }),
    permissions,
    functions,
    queues: { send: (arn, body) => void queued.push({ arn, body }) },
    clock,
    state,
  });
  const aws = await startAwsFront();
  aws.mount('scheduler', scheduler.service);
  onTestFinished(async () => {
    await scheduler.stop();
    await aws.stop();
  });
  const client = new SchedulerClient({
    endpoint: `${aws.url}/scheduler`,
    region: 'us-east-1',
    credentials: { accessKeyId: 'PROBE', secretAccessKey: 'x' },
    maxAttempts: 1,
  });
  return { scheduler, clock, client, events, queued, permissions };
}

type ScheduleInput = ConstructorParameters<typeof CreateScheduleCommand>[0];
type More = Omit<Partial<ScheduleInput>, 'Target'> & { Target?: Partial<ScheduleInput['Target']> };

/** A schedule five minutes after `START`, but for what is given. */
export function aSchedule({ Target, ...more }: More = {}): CreateScheduleCommand {
  return new CreateScheduleCommand({
    Name: 'reply-1',
    GroupName: 'Emails',
    ScheduleExpression: 'at(2026-03-01T10:05:00)',
    FlexibleTimeWindow: { Mode: 'OFF' },
    ActionAfterCompletion: 'DELETE',
    Target: { Arn: TARGET_ARN, RoleArn: roleArn('Trusted'), Input: '{"chat":1}', ...Target },
    ...more,
  });
}

export const roleArn = (name: string) => `arn:aws:iam::000000000000:role/${name}`;

function aRole(service: string) {
  const statement = {
    Effect: 'Allow',
    Action: 'sts:AssumeRole',
    Principal: { Service: service },
  };
  return {
    Type: 'AWS::IAM::Role',
    Properties: { AssumeRolePolicyDocument: { Statement: [statement] } },
  };
}

const RESOURCES = {
  Emails: { Type: 'AWS::Scheduler::ScheduleGroup' },
  Trusted: aRole('scheduler.amazonaws.com'),
  Other: aRole('lambda.amazonaws.com'),
};
