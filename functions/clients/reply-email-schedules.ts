import {
  ConflictException,
  CreateScheduleCommand,
  SchedulerClient,
} from '@aws-sdk/client-scheduler';
import type { Message } from '../../protocol/index.ts';
import type { Environment } from '../env.ts';

const SOONEST_MS = 5_000;

export type Settings = Pick<
  Environment<'fan-out'>,
  | 'SCHEDULE_GROUP'
  | 'SCHEDULE_ROLE_ARN'
  | 'REPLY_EMAIL_FUNCTION_ARN'
  | 'FAILURE_QUEUE_ARN'
  | 'REPLY_EMAIL_DELAY_MINUTES'
>;

/** Arms the reply email of an admin's message. Arming twice arms once. */
export type ArmReplyEmail = (message: Message) => Promise<void>;

export function createReplyEmailSchedules(settings: Settings): ArmReplyEmail {
  const client = new SchedulerClient();
  return async (message) => {
    try {
      await client.send(new CreateScheduleCommand(schedule(message, settings)));
    } catch (error) {
      if (!(error instanceof ConflictException)) throw error;
    }
  };
}

function schedule({ id, chat_id, seq, created_at }: Message, settings: Settings) {
  const wantedMs = Date.parse(created_at) + settings.REPLY_EMAIL_DELAY_MINUTES * 60_000;
  // A stream that was held up for long must not ask for a time that has gone by.
  const dueMs = Math.max(wantedMs, Date.now() + SOONEST_MS);
  // Schedules count whole seconds: up, so that nobody is written to early.
  const due = new Date(Math.ceil(dueMs / 1_000) * 1_000).toISOString().slice(0, 19);
  return {
    // 48 of the 64 characters that a schedule's name may have.
    Name: `reply-email-${id}`,
    GroupName: settings.SCHEDULE_GROUP,
    ScheduleExpression: `at(${due})`,
    ScheduleExpressionTimezone: 'UTC',
    FlexibleTimeWindow: { Mode: 'OFF' as const },
    ActionAfterCompletion: 'DELETE' as const,
    Target: {
      Arn: settings.REPLY_EMAIL_FUNCTION_ARN,
      RoleArn: settings.SCHEDULE_ROLE_ARN,
      Input: JSON.stringify({ chat_id, seq }),
      DeadLetterConfig: { Arn: settings.FAILURE_QUEUE_ARN },
    },
  };
}
