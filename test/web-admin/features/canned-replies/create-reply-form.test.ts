import { expect, test } from 'vitest';
import {
  asName,
  nameProblem,
} from '../../../../web-admin/features/canned-replies/create-reply-form.ts';

test('[A7] a name has lowercase letters, digits and hyphens', () => {
  expect(nameProblem('refund-2')).toBe('');
  expect(nameProblem('')).toBe('Give it a name.');
  for (const name of ['re_fund', 'ä', 'x'.repeat(33)]) {
    expect(nameProblem(name)).toBe('Use up to 32 lowercase letters, digits and hyphens.');
  }
});

test('[A7] capital letters, spaces and the slash are taken as what is meant', () => {
  expect(asName('/Late Refund')).toBe('late-refund');
});
