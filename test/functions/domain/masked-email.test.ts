import { expect, test } from 'vitest';
import { maskedEmail } from '../../../functions/domain/masked-email.ts';

test.each([
  ['vera@example.com', 'v•••@example.com'],
  ['a@example.com', '•••@example.com'],
  ["o'brien@sub.example.co.uk", 'o•••@sub.example.co.uk'],
  ['"a@b"@example.com', '"•••@example.com'],
])('%s is shown as %s', (address, masked) => {
  expect(maskedEmail(address)).toBe(masked);
});
