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
/** How much later than wanted an email may be due: the stream was held up for as long as it keeps trying. */
const LATEST_MS = 2 * 60 * 60_000;

export type Settings = Pick<
  Environment<'fan-out'>,
  | 'SCHEDULE_GROUP'
  | 'SCHEDULE_ROLE_ARN'
  | 'REPLY_EMAIL_FUNCTION_ARN'
  | 'FAILURE_QUEUE_ARN'
  | 'REPLY_EMAIL_DELAY_MINUTES'
>;

/** The schedules of reply emails, one for each admin's message. */
export type ReplyEmailSchedules = {
  /** Arms the reply email of an admin's message. Arming twice arms once. */
  arm(message: EmailedMessage): Promise<void>;
  /** Calls it off, if it is still to come. */
  disarm(message: EmailedMessage): Promise<void>;
};

/** `maxAttempts`: how often a Scheduler that fails is asked, with growing pauses; 3 unless said. */
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
 * At most 55 of the 64 characters that a schedule's name may have. A joined message has the id of the
 * one that it was copied from, whose schedule is called off at some time.
 */
const nameOf = ({ id, joined }: EmailedMessage) => `reply-email-${joined ? 'joined-' : ''}${id}`;

const wantedMs = ({ created_at }: EmailedMessage, settings: Settings) =>
  Date.parse(created_at) + settings.REPLY_EMAIL_DELAY_MINUTES * 60_000;

function schedule(message: EmailedMessage, settings: Settings) {
  const { chat_id, seq } = message;
  // A stream that was held up for long must not ask for a time that has gone by.
  const dueMs = Math.max(wantedMs(message, settings), Date.now() + SOONEST_MS);
  // Schedules count whole seconds: up, so that nobody is written to early.
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
