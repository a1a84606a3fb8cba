import { expectTypeOf, test } from 'vitest';
import type { Message } from '../../protocol/index.ts';
import type { ChatMessage } from '../../web-widget/api.ts';

test('[U12] the message that a page gets is the message of the protocol', () => {
  expectTypeOf<ChatMessage>().toEqualTypeOf<Readonly<Message>>();
});
