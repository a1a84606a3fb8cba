import { beforeEach, expect, test } from 'vitest';
import { readList } from '../../../../web-client/stored-list.ts';
import { unsentKey } from '../../../../web-client/unsent-key.ts';
import { VISITOR_TOKEN_KEY } from '../../../../web-widget/panel/identity.ts';
import {
  dropVisitor,
  forgetVisitor,
  hasUnsent,
  moveUnsent,
} from '../../../../web-widget/panel/question/visitor-storage.ts';
import {
  openStorage,
  SESSION_KEY,
  scopedStorage,
  type WidgetStorage,
} from '../../../../web-widget/panel/storage.ts';
import { keepUnsent } from '../../../../web-widget/panel/unsent-messages.ts';
import { useStorageArea } from '../../../support/storage.ts';

const ORIGIN = 'https://chat.example.com';
const ALICE = 'user:alice';
const unsent = (client_id: string) => ({ client_id, content: client_id, created_at: '2026-01-01' });
const kept = (scope: string) => readList(scopedStorage(storage, scope), unsentKey(scope));

let storage: WidgetStorage;
beforeEach(() => {
  useStorageArea();
  storage = openStorage(ORIGIN);
  storage.set(VISITOR_TOKEN_KEY, 'token');
});

test('a visitor who is dropped takes nobody’s session along, which other tabs would take for a logout', () => {
  storage.set(SESSION_KEY, 'visitor');
  dropVisitor(storage, ALICE);
  expect(storage.get(VISITOR_TOKEN_KEY)).toBeNull();
  expect(storage.get(SESSION_KEY)).toBe(ALICE);
});

test('where there is no session, none is made', () => {
  dropVisitor(storage, ALICE);
  expect(storage.get(SESSION_KEY)).toBeNull();
});

test('everything of the visitor is forgotten, and nothing of anybody else', () => {
  const [visitor, alice] = [scopedStorage(storage, 'visitor'), scopedStorage(storage, ALICE)];
  for (const own of [visitor, alice]) own.set('draft', 'half a word');
  visitor.set('support-chat:email:visitor', 'vera@example.com');
  keepUnsent(storage, 'visitor', [unsent('1')]);
  expect(hasUnsent(storage)).toBe(true);
  forgetVisitor(storage, ORIGIN);
  expect(hasUnsent(storage)).toBe(false);
  expect(visitor.get('draft')).toBeNull();
  expect(visitor.get('support-chat:email:visitor')).toBeNull();
  expect(alice.get('draft')).toBe('half a word');
  expect(storage.get(VISITOR_TOKEN_KEY)).toBe('token');
});

test('what was not sent goes to the user under its own id, behind what they have written', () => {
  keepUnsent(storage, ALICE, [unsent('1')]);
  keepUnsent(storage, 'visitor', [unsent('2'), unsent('3')]);
  moveUnsent(storage, ALICE);
  expect(kept(ALICE)).toMatchObject([{ client_id: '1' }, { client_id: '2' }, { client_id: '3' }]);
});
