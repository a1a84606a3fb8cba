import { expect, test } from 'vitest';
import { makeDrafts } from '../../../../web-admin/shared/unsent-replies/drafts.ts';
import { unsentMark } from '../../../../web-admin/shared/unsent-replies/unsent-mark.ts';
import { unsentKey } from '../../../../web-client/unsent-key.ts';
import { createUnsentStore } from '../../../../web-client/unsent-store.ts';
import { aStorageArea, aStore } from '../../../support/storage.ts';

const NOW = Date.UTC(2026, 0, 1);

function aPerson(personId = 'ada') {
  const storage = aStore();
  const drafts = makeDrafts(aStorageArea(), personId, new EventTarget());
  const unsent = createUnsentStore(storage, unsentKey(`${personId}:one`));
  const put = (secondsAgo: number, code?: 'forbidden') =>
    unsent.put({
      client_id: 'c',
      content: 'Hi',
      created_at: new Date(NOW - secondsAgo * 1_000).toISOString(),
      code,
    });
  return { drafts, put, mark: () => unsentMark({ storage, drafts, personId }, 'one', NOW) };
}

test('a reply that failed counts more than one that waits, and that more than a draft', () => {
  const { drafts, put, mark } = aPerson();
  expect(mark()).toBeUndefined();
  drafts.keep('one', 'Half');
  expect(mark()).toBe('draft');
  put(60);
  expect(mark()).toBe('waiting');
  put(60, 'forbidden');
  expect(mark()).toBe('failed');
});

test('a reply that is just being sent is no news', () => {
  const { put, mark } = aPerson();
  put(2);
  expect(mark()).toBeUndefined();
});
