import { expect, test } from 'vitest';
import { createTitleCount } from '../../../../../web-widget/panel/live/notifications/title-count.ts';

const aPage = (title: string) => ({ title, address: 'shop.example' });

test('[U6] the count stands before the title, follows the count, and goes', () => {
  const page = aPage('Shop');
  const count = createTitleCount(page);
  count.show(1);
  expect(page.title).toBe('(1) Shop');
  count.show(2);
  expect(page.title).toBe('(2) Shop');
  count.show(0);
  expect(page.title).toBe('Shop');
});

test('a page that changes its title meanwhile has its new one counted, and keeps it', () => {
  const page = aPage('Shop');
  const count = createTitleCount(page);
  count.show(2);
  page.title = 'Tents';
  count.keep();
  expect(page.title).toBe('(2) Tents');
  count.show(0);
  expect(page.title).toBe('Tents');
});

test('a title that the page changed unnoticed stays as the page has left it', () => {
  const page = aPage('Shop');
  const count = createTitleCount(page);
  count.show(2);
  page.title = 'Tents';
  count.show(0);
  expect(page.title).toBe('Tents');
});

test('what the page writes around the count stays, without the count and without a repeat', () => {
  const page = aPage('Shop');
  const count = createTitleCount(page);
  count.show(2);
  page.title = `★ ${page.title}`;
  count.keep();
  expect(page.title).toBe('★ (2) Shop');
  count.show(3);
  expect(page.title).toBe('(3) ★ Shop');
  count.show(0);
  expect(page.title).toBe('★ Shop');
});

test('two that count on one page come to rest', () => {
  const page = aPage('Shop');
  const [one, other] = [createTitleCount(page), createTitleCount(page)];
  one.show(1);
  other.show(9);
  one.keep();
  other.keep();
  expect(page.title).toBe('(9) (1) Shop');
});

test('a number in brackets of the page’s own is no count of ours', () => {
  const page = aPage('(3) Inbox');
  const count = createTitleCount(page);
  count.show(0);
  count.show(1);
  expect(page.title).toBe('(1) (3) Inbox');
  count.show(0);
  expect(page.title).toBe('(3) Inbox');
});

test('signs that mean something in a replacement are only signs', () => {
  const page = aPage('$& from $1');
  const count = createTitleCount(page);
  count.show(1);
  expect(count.own()).toBe('$& from $1');
  count.show(0);
  expect(page.title).toBe('$& from $1');
});

test('a page without a title shows its address beside the count, and has none afterwards', () => {
  const page = aPage('');
  const count = createTitleCount(page);
  count.show(1);
  expect(page.title).toBe('(1) shop.example');
  expect(count.own()).toBe('');
  count.show(0);
  expect(page.title).toBe('');
});
