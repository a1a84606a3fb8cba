import { idsOf } from '../middleware/logger.ts';
import { continueJoins, updateReplyEmails } from './follow-up-work.ts';
import { pushChanges } from './push-changes.ts';
import type { Services } from './services.ts';
import { type Changes, readChange } from './stream-changes.ts';

/**
 * Pushes one batch of changes and then arms reply emails, so that live chat works even if no email
 * can be armed. An email that cannot be armed becomes deferred work. Returns the index of the first
 * record that must be retried, or undefined. Everything before it is done.
 */
export async function fanOut(
  records: readonly unknown[],
  services: Services,
): Promise<number | undefined> {
  const { changes, unreadable } = readAll(records, services);
  const unpushed = await pushChanges(changes, services);
  // Even if pushing failed: a record that is given up later still has its email.
  const unscheduled = await updateReplyEmails(changes, services);
  const unjoined = await continueJoins(changes, services);
  const failedAt = Math.min(unreadable, ...unpushed, ...unscheduled, ...unjoined);
  logPushed(changes.slice(0, failedAt), services);
  return failedAt < records.length ? failedAt : undefined;
}

/** Stops at the first record that cannot be read: `unreadable` is its index. */
function readAll(records: readonly unknown[], { onFailure }: Services) {
  const changes: Changes[number][] = [];
  for (const record of records) {
    try {
      changes.push(readChange(record));
    } catch (error) {
      onFailure('record', error);
      return { changes, unreadable: changes.length };
    }
  }
  return { changes, unreadable: records.length };
}

function logPushed(changes: Changes, { log }: Services): void {
  for (const change of changes) {
    if (change?.kind === 'message_sent') log('message pushed', idsOf(change.message));
  }
}
