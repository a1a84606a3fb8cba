import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loaderWithDefaults } from '../../lib/widget-loader.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'support-chat-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function loader(code: string): string {
  const file = path.join(folder, 'widget.js');
  writeFileSync(file, code);
  return file;
}

test('[U13] what the deployment chooses stands in the loader', () => {
  const file = loader('start(SUPPORT_CHAT_DEPLOYED);');
  const chosen = { primaryColor: '#0a7', greeting: 'Say "hello",\n$& more', visitors: 'off' };
  expect(loaderWithDefaults(file, chosen)).toBe(`start(${JSON.stringify(chosen)});`);
  expect(loaderWithDefaults(file, {})).toBe('start({});');
});

test('a loader without a place for it stops the synthesis', () => {
  expect(() => loaderWithDefaults(loader('start();'), {})).toThrow('SUPPORT_CHAT_DEPLOYED');
});
