import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import vitestConfig from '../../vitest.config.ts';

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
const CDK = ['bootstrap', 'deploy', 'destroy', 'diff', 'synth'];
const PROJECTS = JSON.stringify(vitestConfig);
const settings = readFileSync('lib/settings.ts', 'utf8');

describe.each(documents)('%s', (document) => {
  // What is planned may name what there is not yet.
  const text = readFileSync(document, 'utf8').replaceAll(
    /^- [A-Z]\d+ (?:.|\n {2})*\*\*\(planned\)\*\*(?:.|\n {2})*$/gm,
    '',
  );
  const links = [...text.matchAll(/\]\(([^)\s]+)\)|src(?:set)?="([^"]+)"/g)]
    .map(([, link, source]) => link ?? source ?? '')
    // Those in snippets are the reader's own addresses.
    .filter((link) => !/^https?:/.test(link));

  test('leads to files and headings that there are', () => {
    expect(links.filter((link) => !leadsSomewhere(document, link))).toEqual([]);
  });

  test('names files that there are', () => {
    const paths = [...text.matchAll(/`((?:\.\.\/)?[\w.-]+(?:\/[\w.-]+)+\.(?:tsx?|mjs|md|json))`/g)];
    expect(paths.map(([, path = '']) => path).filter((path) => !existsSync(path))).toEqual([]);
  });

  test('names commands that there are', () => {
    expect(commandsIn(text).filter((command) => !isKnown(command))).toEqual([]);
  });
});

test('a README is read at one go', () => {
  expect(readFileSync('README.md', 'utf8').split('\n').length).toBeLessThanOrEqual(151);
});

test('finds the commands that there are not', () => {
  const wrong = [
    'npm run xyzzy',
    'npm run seed -- --xyzzy 1',
    'npx xyzzy',
    'npx cdk xyzzy',
    'npx cdk deploy -c supportChat.xyzzy=1',
    'npx vitest run --project xyzzy',
    'npx vitest run test/xyzzy.test.ts',
  ];
  const right =
    'Run `npm start -- --fresh`, or:\n\nnpx cdk deploy -c supportChat.siteName="My shop"\n';
  const all = commandsIn(`${right}${wrong.join('\n')}`);
  expect(all.length).toBe(wrong.length + 2);
  expect(all.filter((command) => !isKnown(command))).toEqual(wrong);
});

/** Commands at the beginning of a line of code, or of code within a sentence; without comments. */
function commandsIn(text: string): string[] {
  return [...text.matchAll(/(?:^|`)(?:[A-Z_]+=\S+ )?((?:npm|npx) [^`\n]+)/gm)].map(
    ([, command = '']) => command.replace(/\s+#.*$/, '').trim(),
  );
}

function isKnown(command: string): boolean {
  const [tool, first = '', second = '', ...rest] = command.split(' ');
  if (tool === 'npx') return isKnownBinary(first, second, command);
  const script = first === 'run' ? scripts[second] : NPM.includes(first) && (scripts[first] ?? '');
  if (script === undefined || script === false) return false;
  const options = rest.concat(second).filter((word) => /^--\w/.test(word));
  return options.every((option) => hasOption(script, option.slice(2)));
}

function isKnownBinary(binary: string, subcommand: string, command: string): boolean {
  if (!existsSync(join('node_modules/.bin', binary))) return false;
  if (binary === 'cdk' && !CDK.includes(subcommand)) return false;
  const given = (pattern: RegExp) => [...command.matchAll(pattern)].map(([, name = '']) => name);
  return (
    given(/--project (\w+)/g).every((name) => PROJECTS.includes(`"name":"${name}"`)) &&
    given(/supportChat\.(\w+)/g).every((name) => new RegExp(`\\b${name}\\b`).test(settings)) &&
    given(/ (test\/\S+)/g).every((path) => existsSync(path))
  );
}

/** Whether the file that the script runs, or one in the folder of its name, reads the option. */
function hasOption(script: string, option: string): boolean {
  const file = /\S+\.(?:ts|mjs)/.exec(script)?.[0] ?? '';
  const folder = file.replace(/\.\w+$/, '');
  const beside = existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [];
  return [file, ...beside].some((path) => readFileSync(path, 'utf8').includes(option));
}

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
