import pMap from 'p-map';
import type { Push } from '../../../protocol/index.ts';
import { recordTyping } from '../../data/connections.ts';
import { listSubscriptions } from '../../data/subscriptions.ts';
import { assertMayUseChat } from '../../domain/authorization.ts';
import { hasExpired } from '../../domain/retention.ts';
import { defineCommand } from '../command.ts';

const POSTS_AT_ONCE = 16;

/** [W9] Notifies the others in the chat directly. A lost push does no harm. */
export const typing = defineCommand(
  'typing',
  async ({ chat_id, is_typing }, { connection_id, actor }, services) => {
    const { table, connections, now } = services;
    assertMayUseChat(actor, chat_id);
    if (!(await recordTyping(table, connection_id, now()))) return undefined;
    const sender_type = actor.kind === 'admin' ? 'admin' : 'user';
    // A user and an admin may have the same id.
    const others = (await listSubscriptions(table, chat_id, now())).filter(
      ({ actor_id, role }) => actor_id !== actor.id || role !== sender_type,
    );
    const push: Push = {
      type: 'typing',
      chat_id,
      sender_type,
      sender_name: actor.kind === 'visitor' ? 'Visitor' : (actor.name ?? actor.email ?? 'User'),
      is_typing,
    };
    const frame = JSON.stringify(push);
    const failures: unknown[] = [];
    await pMap(
      others,
      async (other) => {
        if (hasExpired(other, now())) return;
        await connections.post(other.connection_id, frame).catch((error) => failures.push(error));
      },
      { concurrency: POSTS_AT_ONCE },
    );
    // One log line for all of them, because they usually fail for the same reason.
    if (failures.length > 0) services.onFailure('push', failures[0]);
    return undefined;
  },
);
