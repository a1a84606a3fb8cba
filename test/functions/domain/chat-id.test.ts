import { expect, test } from 'vitest';
import { chatIdOf } from '../../../functions/domain/chat-id.ts';

test('[D1] the id of a chat is computed from the id of its user and never changes', () => {
  expect(chatIdOf('alice')).toBe('29da0b07-e86f-51f4-8037-2722a811e8f4');
  expect(chatIdOf('alice')).not.toBe(chatIdOf('bob'));
});
