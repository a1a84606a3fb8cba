import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import cdkJson from '../../cdk.json' with { type: 'json' };
import { ChatStack } from '../../lib/chat-stack.ts';
import { readSettings, type SettingsInput } from '../../lib/settings.ts';

/** Settings as a shop would write them, any of them replaced. */
export const someSettings = (given: Partial<SettingsInput> = {}) => ({
  local: true,
  siteName: 'Tea shop',
  siteUrl: 'https://tea.example/start',
  emailFrom: 'Tea shop <chat@tea.example>',
  ...given,
});

/** The template of a stack with these settings. It is made from placeholder files. */
export function synthesize(given: Partial<SettingsInput> = {}): Template {
  const project = placeholderProject();
  const app = new App({
    analyticsReporting: false,
    builtinCloudFormationValidation: false,
    context: cdkJson.context,
    outdir: path.join(project, 'cdk.out'),
  });
  const stack = new ChatStack(app, 'Test', {
    settings: readSettings({ supportChat: someSettings(given) }),
    assets: {
      functions: path.join(project, 'dist/functions'),
      sites: path.join(project, 'dist/sites'),
    },
  });
  const template = Template.fromStack(stack);
  rmSync(project, { recursive: true });
  return template;
}

/** A folder whose `dist` looks as a build leaves it. */
export function placeholderProject(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'support-chat-'));
  for (const file of BUILT_FILES) {
    const name = path.join(folder, 'dist', file);
    mkdirSync(path.dirname(name), { recursive: true });
    writeFileSync(name, file.endsWith('widget.js') ? LOADER : `placeholder of ${file}`);
  }
  return folder;
}

const LOADER = 'start(SUPPORT_CHAT_DEPLOYED)';

const BUILT_FILES = [
  'functions/http-api/index.mjs',
  'functions/socket/index.mjs',
  'functions/fan-out/index.mjs',
  'functions/reply-email/index.mjs',
  'functions/deferred-work/index.mjs',
  'sites/widget/widget.js',
  'sites/widget/widget/panel-1a2b.js',
  'sites/widget-brotli/panel-1a2b.js.br',
  'sites/package/support-chat-widget.tgz',
  'sites/admin/admin/index.html',
  'sites/admin/admin/assets/main-3c4d.js',
];
