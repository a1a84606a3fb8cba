import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ENTITY_TYPES, type EntityType } from '../../functions/data/entity-types.ts';

const TYPES: [string, EntityType][] = Object.entries(ENTITY_TYPES);
const LINES = readFileSync('docs/access-patterns.md', 'utf8').split('\n');

test('[T11] the document says of every entity type what the code does', () => {
  const row = ([name, type]: [string, EntityType]) => {
    const { owner, retention, erasedWith, push } = type;
    const cells = [
      `\`${name}\``,
      owner,
      typeof retention === 'object' ? inWords(retention.seconds) : retention.replace('_', ' '),
      typeof erasedWith === 'object' ? `kept: ${erasedWith.kept}` : erasedWith.replace('_', ' '),
      'part' in type.export ? `\`${type.export.part}\`` : type.export.leftOut,
      push === null ? '' : push.mapping,
    ];
    return `| ${cells.join(' | ')} |`.replaceAll('|  |', '| |');
  };
  const start = LINES.indexOf('| entity | owner | kept | erased with | export | pushed |') + 2;
  const rows = LINES.slice(start, LINES.indexOf('', start));
  expect(rows).toEqual(TYPES.map(row));
});

test('[T11] the document has the keys of every entity type', () => {
  for (const [name, { pk, sk }] of TYPES) {
    const row = LINES.find((line) => line.startsWith(`| \`${name}\``)) ?? '';
    for (const key of [...pk, sk]) {
      const [start] = 'prefix' in key ? [key.prefix] : key.oneOf;
      expect(row).toContain(`\`${start}`);
    }
  }
});

function inWords(seconds: number): string {
  if (seconds > 86_400) return `${seconds / 86_400} days`;
  return seconds % 3_600 === 0 && seconds > 3_600
    ? `${seconds / 3_600} hours`
    : `${seconds / 60} minutes`;
}
