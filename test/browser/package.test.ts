import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, expect, test } from 'vitest';
import { version } from '../../package.json' with { type: 'json' };
import { openCompanySite } from '../support/pages.ts';
import { widgetOn } from '../support/widget.ts';

const run = promisify(execFile);

const CONSUMER = `
import { loadSupportChat, type ChatMessage, type SupportChat } from 'support-chat-widget';

export const chat: SupportChat = loadSupportChat('https://chat.example', { offsetX: 12, theme: 'dark' });
chat('identify', async () => null);
chat('on', 'unread', (count) => count.toFixed());
const undo: () => void = chat('on', 'message', (message: ChatMessage) => message.content.trim());
undo();
// @ts-expect-error: there is no such command.
chat('dance');
// @ts-expect-error: there is no such theme.
chat('set', { theme: 'pink' });
// @ts-expect-error: there is no such event.
chat('on', 'dance', () => {});
`;
const STRICT = ['--strict', '--noUncheckedIndexedAccess', '--exactOptionalPropertyTypes'];

const { site, stage } = await openCompanySite();
let project: string;
beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), 'consumer-'));
  writeFileSync(join(project, 'package.json'), '{ "type": "module", "private": true }');
});

test.each(['support-chat-widget.tgz', `support-chat-widget-${version}.tgz`])(
  '[U12] npm installs %s from the chat’s own domain',
  async (name) => {
    const url = `${site.chat.url}/widget/${name}`;
    const { headers } = await fetch(url);
    expect(headers.get('content-type')).toBe('application/gzip');
    expect(headers.get('cache-control')).toBe('public, max-age=300');
    await run('npm', ['install', '--no-audit', '--no-fund', url], { cwd: project });
    const installed = readFileSync(join(project, 'node_modules/support-chat-widget/package.json'));
    expect(JSON.parse(installed.toString())).toMatchObject({ name: 'support-chat-widget' });
  },
);

test('the guide names the version that there is', () => {
  const named = readFileSync('docs/embed.md', 'utf8').match(/support-chat-widget-.*\.tgz/)?.[0];
  expect(named).toBe(`support-chat-widget-${version}.tgz`);
});

test.each(['bundler', 'nodenext'])(
  '[U12] its types hold by themselves, with module resolution %s',
  async (resolution) => {
    writeFileSync(join(project, 'consumer.ts'), CONSUMER);
    const module = resolution === 'nodenext' ? 'nodenext' : 'esnext';
    const tsc = resolve('node_modules/typescript/bin/tsc');
    const options = ['--noEmit', '--module', module, '--moduleResolution', resolution, ...STRICT];
    const lib = ['--target', 'es2022', '--lib', 'es2022,dom', '--types', ''];
    await run(process.execPath, [tsc, ...options, ...lib, 'consumer.ts'], { cwd: project });
  },
);

test('[U12] importing it on a server does nothing', async () => {
  const program = `
    const { loadSupportChat } = await import('support-chat-widget');
    loadSupportChat('https://chat.example')('open');
    console.log(Object.keys(globalThis).includes('SupportChat'));
  `;
  const args = ['--input-type=module', '--eval', program];
  const { stdout } = await run(process.execPath, args, { cwd: project });
  expect(stdout.trim()).toBe('false');
});

test('[U12] a page that imports it has a conversation', async () => {
  const module = readFileSync(join(project, 'node_modules/support-chat-widget/index.js'), 'utf8');
  site.put('chat-module.js', module);
  site.put(
    'imports.js',
    `import { loadSupportChat } from '/chat-module.js';
     const chat = loadSupportChat('${site.chat.url}', { title: 'Ask the crew' });
     chat('on', 'open', () => { document.title = 'open'; });
     chat('open');`,
  );
  site.put(
    'imports.html',
    '<!doctype html><html lang="en"><link rel="icon" href="data:,"><script type="module" src="/imports.js"></script>',
  );
  const { page } = await stage.window();
  await page.goto(`${site.url}/imports.html`);
  await page.getByRole('dialog', { name: 'Ask the crew' }).waitFor();
  await widgetOn(page).write('From a module');
  await page.getByRole('img', { name: 'Sent', exact: true }).waitFor();
  expect(await page.title()).toBe('open');
});
