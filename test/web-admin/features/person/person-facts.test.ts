import { describe, expect, test } from 'vitest';
import {
  languageName,
  pageAddress,
  vouchText,
} from '../../../../web-admin/features/person/person-facts.ts';

describe('[A8] who somebody says to be', () => {
  test.each([
    [true, 'alice@example.com', /^Verified/],
    [true, null, /^Verified/],
    [false, 'alice@example.com', /^Not verified/],
    [false, null, /not signed in/],
  ])('verified %s, address %s', (user_verified, user_email, text) => {
    expect(vouchText({ user_verified, user_email })).toMatch(text);
  });
});

describe('[A8] the page that a browser named', () => {
  test.each([
    ['https://shop.example/tents?size=2#top', 'shop.example/tents'],
    ['http://localhost:3000/', 'localhost:3000'],
  ])('%s is a link', (url, text) => {
    expect(pageAddress(url)).toEqual({ href: url, text });
  });

  test.each([
    'javascript:alert(1)',
    'data:text/html,hello',
    'file:///etc/passwd',
    'https://bank.example@evil.example/',
    'cut off',
    '',
  ])('%s leads nowhere', (url) => {
    expect(pageAddress(url)).toEqual({ text: url });
  });
});

test.each([
  ['de', 'German'],
  ['pt-BR', 'Brazilian Portuguese'],
  ['not a language', 'not a language'],
])('[A8] the language %s is named %s', (tag, name) => {
  expect(languageName(tag)).toBe(name);
});
