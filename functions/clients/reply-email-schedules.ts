import {
  ConflictException,
  CreateScheduleCommand,
  DeleteScheduleCommand,
  ResourceNotFoundException,
  SchedulerClient,
} from '@aws-sdk/client-scheduler';
import type { EmailedMessage } from '../domain/deferred-work.ts';
import type { Environment } from '../env.ts';

const SOONEST_MS = 5_000;
/** How late an email may still be armed: as long as the stream retries a record. */
const LATEST_MS = 2 * 60 * 60_000;

export type Settings = Pick<
  Environment<'fan-out'>,
  | 'SCHEDULE_GROUP'
  | 'SCHEDULE_ROLE_ARN'
  | 'REPLY_EMAIL_FUNCTION_ARN'
  | 'FAILURE_QUEUE_ARN'
  | 'REPLY_EMAIL_DELAY_MINUTES'
>;

/** Schedules reply emails: one schedule for each admin message. */
export type ReplyEmailSchedules = {
  /** Schedules the reply email of an admin message. Repeating it changes nothing. */
  arm(message: EmailedMessage): Promise<void>;
  /** Deletes the schedule if it has not run yet. */
  disarm(message: EmailedMessage): Promise<void>;
};

/**
 * `maxAttempts`: how many times a failing request to Scheduler is tried, with growing pauses;
 * default 3.
 */
export function createReplyEmailSchedules(
  settings: Settings,
  { maxAttempts = 3 } = {},
): ReplyEmailSchedules {
  const client = new SchedulerClient({ maxAttempts });
  return {
    async arm(message) {
      try {
        await client.send(new CreateScheduleCommand(schedule(message, settings)));
      } catch (error) {
        if (!(error instanceof ConflictException)) throw error;
      }
    },
    async disarm(message) {
      if (wantedMs(message, settings) + LATEST_MS < Date.now()) return;
      try {
        await client.send(
          new DeleteScheduleCommand({
            Name: nameOf(message),
            GroupName: settings.SCHEDULE_GROUP,
          }),
        );
      } catch (error) {
        if (!(error instanceof ResourceNotFoundException)) throw error;
      }
    },
  };
}

/**
 * At most 55 of the 64 characters that a schedule name may have. A joined message has the same id
 * as its original, whose schedule is deleted later.
 */
const nameOf = ({ id, joined }: EmailedMessage) => `reply-email-${joined ? 'joined-' : ''}${id}`;

const wantedMs = ({ created_at }: EmailedMessage, settings: Settings) =>
  Date.parse(created_at) + settings.REPLY_EMAIL_DELAY_MINUTES * 60_000;

function schedule(message: EmailedMessage, settings: Settings) {
  const { chat_id, seq } = message;
  // If the stream was delayed, the wanted time may be in the past.
  const dueMs = Math.max(wantedMs(message, settings), Date.now() + SOONEST_MS);
  // Schedules have whole seconds. Round up, so that no email is sent too early.
  const due = new Date(Math.ceil(dueMs / 1_000) * 1_000).toISOString().slice(0, 19);
  return {
    Name: nameOf(message),
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
