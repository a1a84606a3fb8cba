import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readSettings } from '../../lib/settings.ts';
import { someSettings } from '../lib/stack.ts';

const guide = readFileSync('docs/deploy.md', 'utf8');

/** The names in the first column of the table below a heading. */
const namesUnder = (heading: string): string[] => {
  const section = guide.split(`## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  return [...section.matchAll(/^\| (`[^|]+) \|/gm)].flatMap(([, cell = '']) =>
    [...cell.matchAll(/`(\w+)`/g)].map(([, name = '']) => name),
  );
};

test('the guide lists every setting, and none that there is not', () => {
  const settings = () => readSettings({ supportChat: { ...someSettings(), nothing: 1 } });
  expect(namesUnder('Settings').length).toBeGreaterThan(20);
  // The error names all known settings. `local` is for `npm start` and the tests.
  const known = `local, ${namesUnder('Settings').join(', ')}`.split(', ').sort();
  expect(known).toEqual(knownSettings(settings));
});

test('the guide lists every limit with its default', () => {
  const { limits } = readSettings({ supportChat: someSettings() });
  expect(namesUnder('Limits').sort()).toEqual(Object.keys(limits).sort());
  for (const [name, value] of Object.entries(limits)) {
    expect(guide).toMatch(new RegExp(`^\\| \`${name}\` \\|.*\\| ${value} \\|$`, 'm'));
  }
});

function knownSettings(read: () => unknown): string[] {
  try {
    read();
    return [];
  } catch (error) {
    const [, names = ''] = /known are ([^)]*)/.exec(String(error)) ?? [];
    return names.split(', ').sort();
  }
}
