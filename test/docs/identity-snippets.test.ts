import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keysOf } from '../../functions/identity/keys.ts';
import { verifyUser } from '../../functions/identity/users.ts';

const SECRET = 'a "secret" that is long enough: 0123456789 äöü';
const USER = { id: 'alice-7', email: 'alice@example.com', name: 'Alice Żółć "A" 😀' };

const { id, email, name } = USER;
const texts = [id, email, name, SECRET];
const quoted = texts.map((text) => JSON.stringify(text)).join(', ');
const singleQuoted = texts.map((text) => `'${text}'`).join(', ');

/** How a snippet becomes a program that prints a token, and what runs it. */
type Language = {
  file: string;
  program(snippet: string): string;
  run: [command: string, ...args: string[]];
  version: string;
};

const LANGUAGES: Record<string, Language> = {
  js: {
    file: 'token.mjs',
    program: (snippet) => `${snippet}\nconsole.log(chatToken(${quoted}));`,
    run: [process.execPath],
    version: '--version',
  },
  python: {
    file: 'token.py',
    program: (snippet) => `${snippet}\nprint(chat_token(${singleQuoted}))`,
    run: ['python3'],
    version: '--version',
  },
  ruby: {
    file: 'token.rb',
    program: (snippet) => `${snippet}\nputs chat_token(${singleQuoted})`,
    run: ['ruby'],
    version: '--version',
  },
  php: {
    file: 'token.php',
    program: (snippet) => `<?php\n${snippet}\necho chatToken(${singleQuoted});`,
    run: ['php'],
    version: '--version',
  },
  go: {
    file: 'token.go',
    program: (snippet) => `package main
import ("crypto/hmac"; "crypto/sha256"; "encoding/base64"; "encoding/json"; "fmt"; "time")
${snippet}
func main() { token, err := chatToken(${quoted}); if err != nil { panic(err) }; fmt.Println(token) }`,
    run: ['go', 'run'],
    version: 'version',
  },
};

const isAtHand = ({ run: [command], version }: Language) =>
  spawnSync(command, [version]).status === 0;
const atHand = Object.entries(LANGUAGES).filter(([, language]) => isAtHand(language));

const guide = readFileSync('docs/identify-users.md', 'utf8');
const snippetIn = (language: string): string =>
  new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(guide)?.[1] ?? '';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'support-chat-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('[S1] the guide signs a user’s token', () => {
  test.each(Object.keys(LANGUAGES))('in %s', (language) => {
    expect(snippetIn(language)).toMatch(/chat_?token/i);
  });

  test.each(atHand)(
    'in %s, and the chat believes it',
    async (language, { file, program, run }) => {
      const path = join(folder, file);
      writeFileSync(path, program(snippetIn(language)));
      const [command, ...args] = run;
      const token = execFileSync(command, [...args, path], { encoding: 'utf8' }).trim();
      const keys = keysOf(JSON.stringify({ current: SECRET }));
      const { user } = await verifyUser(keys, token, new Date());
      expect(user).toEqual({ kind: 'signed_in', ...USER });
    },
    60_000,
  );
});
