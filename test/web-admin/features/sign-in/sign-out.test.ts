import { expect, test } from 'vitest';
import { forgetPerson } from '../../../../web-admin/features/sign-in/sign-out.ts';
import { makeDrafts } from '../../../../web-admin/shared/unsent-replies/drafts.ts';
import { aStorageArea } from '../../../support/storage.ts';

const CHAT = '6f2d8f9e-52d8-5d0a-9d3c-0a8f4f0a0001';

test('somebody who signs out takes their drafts and unsent replies along, and nobody else’s', () => {
  const storage = aStorageArea();
  const others = [
    `support-chat:unsent:ada:x:${CHAT}`,
    `support-chat:unsent:grace:${CHAT}`,
    'support-chat:unsent:ada',
    'support-chat.alerts.ada.settings',
  ];
  for (const key of [...others, `support-chat:unsent:ada:${CHAT}`]) storage.setItem(key, '{}');
  makeDrafts(storage, 'ada', new EventTarget()).keep(CHAT, 'Half an answer');
  forgetPerson(storage, 'ada');
  const left = Array.from({ length: storage.length }, (_, index) => storage.key(index));
  expect(left.sort()).toEqual([...others].sort());
});
