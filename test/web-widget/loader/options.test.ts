import { describe, expect, test, vi } from 'vitest';
import { readOptions } from '../../../web-widget/loader/page-interface.ts';

describe('[U13] options', () => {
  test('with fitting values are taken', () => {
    const given = {
      primaryColor: '#0a7',
      position: 'left',
      offsetX: 12,
      offsetY: '40',
      theme: 'dark',
      launcher: 'hidden',
      language: 'pt-BR',
      title: 'Ask the gardener',
      greeting: 'Hello!\nWhat grows at yours?',
    };
    const onOther = vi.fn();
    expect(readOptions(given, onOther)).toEqual(given);
    expect(onOther).not.toHaveBeenCalled();
  });

  test.each([
    ['primaryColor', 'red;}'],
    ['primaryColor', '#12345'],
    ['primaryColor', 'url(https://elsewhere.example)'],
    ['position', 'top'],
    ['offsetX', '-4'],
    ['offsetY', '20px'],
    ['theme', 'sepia'],
    ['launcher', true],
    ['title', 'a'.repeat(61)],
    ['colour', '#fff'],
    ['toString', 'x'],
  ])('%s: %j is left out and told', (name, value) => {
    const onOther = vi.fn();
    expect(readOptions({ [name]: value, language: 'de' }, onOther)).toEqual({ language: 'de' });
    expect(onOther.mock.calls).toEqual([[name]]);
  });

  test('a blank value gives back the default', () => {
    const blank = { primaryColor: '', position: '', offsetX: '', theme: '', title: null };
    expect(readOptions(blank, () => {})).toEqual(blank);
  });
});
