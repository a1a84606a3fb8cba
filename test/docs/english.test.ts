import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

/**
 * Plain English, as far as a machine can check it: one word for one thing (docs/architecture.md has the
 * glossary), and none of the turns that a stranger has to read twice. Put a folder or file in here as
 * soon as it is free of them.
 */
const COVERED = [
  ...['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md'],
  ...['docs', 'protocol', 'bench', 'lib', 'bin', 'functions', 'local', 'scripts', 'screenshots'],
  ...['web-admin', 'web-client', 'web-shared', 'web-widget', 'test'],
];

/** What we do not write, and what to write instead. */
const REFUSED: readonly (readonly [words: RegExp, instead: string])[] = [
  [/\bwho(?:so)?ever\b/gi, 'people who, anyone who'],
  [/\bwhom(?:ever|soever)?\b/gi, 'who, or another sentence'],
  [/\bin vain\b/gi, 'without success, or say what failed'],
  [/\b(?:as|how) things stand\b/gi, 'the current state'],
  [/\bfor ever\b/gi, 'forever, or without a limit'],
  [/\bfor good\b/gi, 'permanently'],
  [/\bwithout a word\b/gi, 'without notice'],
  [/\bof no news\b/gi, 'that notifies nobody'],
  [/\banew\b/gi, 'again'],
  [/\bsome hundred\b/gi, 'about a hundred'],
  [/\bdesks?\b/gi, 'dashboard'],
  [/\bcustomers?\b/gi, 'user, or signed-in user'],
  [/\bstaff members?\b|\bagents?\b/gi, 'admin (teammate in the UI)'],
];

/** Uses that mean something else, or that the wire or the table already has. */
const ALLOWED: readonly RegExp[] = [
  // What the product is for, as its market calls it.
  /customer support/gi,
  /user[- ]agents?/gi,
  // Node's pool of sockets.
  /\bAgent\b|\bagent(?=[,.]| = new)/g,
];

const files = COVERED.flatMap((path) =>
  statSync(path).isDirectory()
    ? readdirSync(path, { recursive: true, encoding: 'utf8' }).map((name) => join(path, name))
    : [path],
)
  .filter((file) => /\.(?:tsx?|mjs|md|css|html|svg)$/.test(file))
  // What lists the words, and what repeats the names of tests all over the tree.
  .filter((file) => !/^test\/docs\/(?:english\.test|rule-proofs)\.ts$/.test(file));

describe('plain English', () => {
  test.each(files)('in %s', (file) => {
    expect(refusedIn(readFileSync(file, 'utf8'))).toEqual([]);
  });

  test('finds what it looks for', () => {
    const text = 'Live customer support.\nWhoever waits in vain, an agent or a customer.';
    expect(refusedIn(text)).toEqual([
      'line 2: "Whoever" → people who, anyone who',
      'line 2: "in vain" → without success, or say what failed',
      'line 2: "customer" → user, or signed-in user',
      'line 2: "agent" → admin (teammate in the UI)',
    ]);
  });
});

function refusedIn(text: string): string[] {
  return text.split('\n').flatMap((line, index) => {
    const judged = ALLOWED.reduce((left, allowed) => left.replace(allowed, ''), line);
    return REFUSED.flatMap(([words, instead]) =>
      [...judged.matchAll(words)].map(([found]) => `line ${index + 1}: "${found}" → ${instead}`),
    );
  });
}
