import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { EmailSkip } from '../../protocol/index.ts';
import type { Chat } from '../domain/chat.ts';
import { chatKey } from './keys.ts';
import { untilRaceIsWon } from './lost-race.ts';
import type { Table } from './table.ts';

/** Longer than the function may run, so that a claim outlives only a crash. */
const CLAIM_MS = 60_000;

/** The right to send the one email that covers a chat's admin messages up to a `seq`. */
export type Claim = { readonly id: string; readonly chat_id: string; readonly up_to: number };

/**
 * Claims the email before it is sent. Undefined when another run holds the claim or has sent
 * meanwhile; a claim whose run crashed ends by itself after a minute.
 */
export async function claimEmail(
  table: Table,
  chat: Chat,
  claim: Claim,
  now: Date,
): Promise<Claim | undefined> {
  const isWon = await update(table, claim.chat_id, {
    UpdateExpression: 'SET email_claim_id = :id, email_claim_expires_at = :until',
    ConditionExpression:
      'emailed_up_to = :before AND (attribute_not_exists(email_claim_id) OR email_claim_expires_at < :now)',
    ExpressionAttributeValues: {
      ':id': claim.id,
      ':until': now.getTime() + CLAIM_MS,
      ':now': now.getTime(),
      ':before': chat.emailed_up_to,
    },
  });
  return isWon ? claim : undefined;
}

/** Records that the email went out: nothing up to the claim's `seq` is emailed again. */
export async function confirmClaim(table: Table, claim: Claim): Promise<void> {
  await update(table, claim.chat_id, {
    UpdateExpression:
      'SET emailed_up_to = :up_to REMOVE email_claim_id, email_claim_expires_at, email_skipped',
    ConditionExpression: 'email_claim_id = :id',
    ExpressionAttributeValues: { ':id': claim.id, ':up_to': claim.up_to },
  });
}

/** Gives the claim back after a failed sending, so that the next try may have it. */
export async function releaseClaim(table: Table, claim: Claim): Promise<void> {
  await update(table, claim.chat_id, {
    UpdateExpression: 'REMOVE email_claim_id, email_claim_expires_at',
    ConditionExpression: 'email_claim_id = :id',
    ExpressionAttributeValues: { ':id': claim.id },
  });
}

/** Lets the admins see why a message is not emailed, unless it has been read or emailed meanwhile. */
export async function markSkipped(
  table: Table,
  { chat_id, seq }: { chat_id: string; seq: number },
  reason: EmailSkip,
): Promise<void> {
  await update(table, chat_id, {
    UpdateExpression: 'SET email_skipped = :reason',
    ConditionExpression: 'user_read_up_to < :seq AND emailed_up_to < :seq',
    ExpressionAttributeValues: { ':reason': reason, ':seq': seq },
  });
}

/** Whether the condition held. */
async function update(
  table: Table,
  chat_id: string,
  expression: Pick<
    UpdateCommand['input'],
    'UpdateExpression' | 'ConditionExpression' | 'ExpressionAttributeValues'
  >,
): Promise<boolean> {
  try {
    const command = new UpdateCommand({
      TableName: table.name,
      Key: chatKey(chat_id),
      ...expression,
    });
    await untilRaceIsWon(() => table.client.send(command));
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}
