import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  connectionIdOfSk,
  searchIndexKey,
  sentMarkerKey,
  userConnectionSk,
} from '../../../functions/data/keys.ts';

const CHAT_ID = '0d9c5f4e-3a4e-4d25-9b7f-222222222222';
/** DynamoDB's own limit of a sort key, in bytes. */
const SORT_KEY_MAX_BYTES = 1_024;

/** What ids are made of, the signs that keys are joined by among it. */
const id = fc.oneof(
  fc.string({ minLength: 1, maxLength: 128 }),
  fc.stringMatching(/^[xy#%:]{1,6}$/),
  fc.constant('\uffff'.repeat(128)),
);
const sender = fc.record({ type: fc.constantFrom('user' as const, 'admin' as const), id });

describe('the key of a sent marker', () => {
  test('differs for admin x#y with client id z and admin x with y#z', () => {
    const key = (admin: string, client_id: string) =>
      sentMarkerKey(CHAT_ID, { type: 'admin', id: admin }, client_id).sk;
    expect(key('x#y', 'z')).not.toBe(key('x', 'y#z'));
  });

  test('is unique for each sender and client id, and never too long', () => {
    fc.assert(
      fc.property(sender, id, sender, id, (one, oneId, other, otherId) => {
        const isSame = one.type === other.type && one.id === other.id && oneId === otherId;
        const [a, b] = [sentMarkerKey(CHAT_ID, one, oneId), sentMarkerKey(CHAT_ID, other, otherId)];
        expect(a.sk === b.sk).toBe(isSame);
        expect(Buffer.byteLength(a.sk)).toBeLessThanOrEqual(SORT_KEY_MAX_BYTES);
      }),
      { numRuns: 1_000 },
    );
  });
});

test('the key of a search entry is unique for each text and chat, whatever the text', () => {
  fc.assert(
    fc.property(id, fc.uuid(), id, fc.uuid(), (one, oneChat, other, otherChat) => {
      const keyOf = (text: string, chat: string) => searchIndexKey(chat, 'NAME', text).gsi1sk;
      const term = (text: string) => text.trim().toLowerCase();
      const isSame = term(one) === term(other) && oneChat === otherChat;
      expect(keyOf(one, oneChat) === keyOf(other, otherChat)).toBe(isSame);
    }),
  );
});

test('the id of a connection can be read from its key', () => {
  fc.assert(
    fc.property(fc.uuid(), fc.base64String({ minLength: 1 }), (chat_id, connection_id) => {
      expect(connectionIdOfSk(userConnectionSk(chat_id, connection_id))).toBe(connection_id);
    }),
  );
});
