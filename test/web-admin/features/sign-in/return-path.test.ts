import { expect, test } from 'vitest';
import {
  isSignInResponse,
  returnPath,
} from '../../../../web-admin/features/sign-in/return-path.ts';

test('[A1] a sign-in returns to the page it began on', () => {
  expect(returnPath('/admin/chats/abc?tab=archived')).toBe('/admin/chats/abc?tab=archived');
});

test.each([
  undefined,
  null,
  { path: '/admin/' },
  '',
  '/',
  '/admin',
  '//evil.example/admin/',
  'https://evil.example/admin/chats/abc',
  '/admin/../other',
  'javascript:alert(1)',
])('[A1] a sign-in never leads elsewhere: %s', (state) => {
  expect(returnPath(state)).toBe('/admin/');
});

test("[A1] the issuer's answer is told from any other address", () => {
  expect(isSignInResponse('?code=abc&state=xyz')).toBe(true);
  expect(isSignInResponse('?error=access_denied&state=xyz')).toBe(true);
  expect(isSignInResponse('?tab=archived')).toBe(false);
  expect(isSignInResponse('?state=xyz')).toBe(false);
});
