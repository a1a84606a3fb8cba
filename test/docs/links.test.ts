import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';

const documents = [
  ...['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md', 'protocol/SPEC.md'],
  ...readdirSync('docs')
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
];

const { scripts }: { scripts: Record<string, string> } = JSON.parse(
  readFileSync('package.json', 'utf8'),
);
/** What npm knows without `run`. */
const NPM = ['ci', 'install', 'start', 'test'];

describe.each(documents)('%s', (document) => {
  // What is planned may name what there is not yet.
  const text = readFileSync(document, 'utf8').replaceAll(/^.*\*\*\(planned\)\*\*.*$/gm, '');
  const links = [...text.matchAll(/\]\(([^)\s]+)\)|src(?:set)?="([^"]+)"/g)]
    .map(([, link, source]) => link ?? source ?? '')
    // Those in snippets are the reader's own addresses.
    .filter((link) => !/^https?:/.test(link));

  test('leads to files and headings that there are', () => {
    expect(links.filter((link) => !leadsSomewhere(document, link))).toEqual([]);
  });

  test('names commands that there are', () => {
    const commands = [...text.matchAll(/(?:^|`)npm ([\w:]+)(?: ([\w:]+))?/gm)];
    const unknown = commands.filter(([, first = '', second = '']) =>
      first === 'run' ? !scripts[second] : !NPM.includes(first),
    );
    expect(unknown.map(([command]) => command)).toEqual([]);
  });
});

test('a README is read at one go', () => {
  expect(readFileSync('README.md', 'utf8').split('\n').length).toBeLessThanOrEqual(151);
});

function leadsSomewhere(document: string, link: string): boolean {
  const [path = '', heading] = link.split('#');
  const file = path ? join(dirname(document), path) : document;
  if (!existsSync(file)) return false;
  return heading === undefined || headingsOf(file).includes(heading);
}

/** As the sites that show them make anchors of them. */
const headingsOf = (file: string): string[] =>
  [...readFileSync(file, 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
