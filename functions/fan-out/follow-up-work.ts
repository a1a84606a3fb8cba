import pMap from 'p-map';
import type { Message } from '../../protocol/index.ts';
import type { ReplyEmailSchedules } from '../clients/reply-email-schedules.ts';
import type { DeferredWork } from '../domain/deferred-work.ts';
import type { Services } from './services.ts';
import type { Changes } from './stream-changes.ts';

const SCHEDULES_AT_ONCE = 10;

/** Makes sure that each joining is finished, even if the client does not repeat its request. */
export async function continueJoins(changes: Changes, services: Services): Promise<number[]> {
  const { deferWork, onFailure } = services;
  const failed: number[] = [];
  for (const [place, change] of changes.entries()) {
    if (change?.kind !== 'chat_changed' || change.before?.joining_into) continue;
    const { chat_id, joining_into } = change.after;
    if (!joining_into) continue;
    try {
      await deferWork({ work: 'continue_join', from: chat_id, into: joining_into });
    } catch (error) {
      onFailure('deferred-work', error);
      failed.push(place);
    }
  }
  return failed;
}

/**
 * Arms the emails of sent messages, then cancels those of erased messages: a batch may have both
 * for one message. Returns the indexes of the changes for which both that and deferring it failed.
 */
export async function updateReplyEmails(changes: Changes, services: Services): Promise<number[]> {
  const { arm, disarm } = services.replyEmails;
  const unarmed = await forAdminMessages(changes, services, {
    kind: 'message_sent',
    work: 'arm_reply_email',
    act: arm,
  });
  const stillArmed = await forAdminMessages(changes, services, {
    kind: 'message_erased',
    work: 'disarm_reply_email',
    act: disarm,
  });
  return [...unarmed, ...stillArmed];
}

async function forAdminMessages(
  changes: Changes,
  { deferWork, onFailure }: Services,
  step: {
    kind: 'message_sent' | 'message_erased';
    work: Extract<DeferredWork, { message: unknown }>['work'];
    act: ReplyEmailSchedules['arm'];
  },
): Promise<number[]> {
  const failed = await pMap(
    changes,
    async (change, place) => {
      if (change?.kind !== step.kind || change.message.sender_type !== 'admin') return [];
      const message = withoutText(change);
      try {
        await step.act(message);
        return [];
      } catch (error) {
        onFailure('email', error);
      }
      try {
        await deferWork({ work: step.work, message });
        return [];
      } catch (error) {
        onFailure('deferred-work', error);
        return [place];
      }
    },
    { concurrency: SCHEDULES_AT_ONCE },
  );
  return failed.flat();
}

/** The email of a joined message waits from the time of joining. */
function withoutText({ message, joined_at }: { message: Message; joined_at?: string | undefined }) {
  const { id, chat_id, seq, created_at } = message;
  return {
    id,
    chat_id,
    seq,
    ...(joined_at ? { created_at: joined_at, joined: true as const } : { created_at }),
  };
}
