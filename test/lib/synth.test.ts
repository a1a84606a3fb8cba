import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import cdkJson from '../../cdk.json' with { type: 'json' };
import { placeholderProject } from './stack.ts';

const app = fileURLToPath(new URL('../../bin/support-chat.ts', import.meta.url));
const project = placeholderProject();
afterAll(() => rmSync(project, { recursive: true }));

/** Runs the real app as the CDK command does, with its own checks and cdk-nag's. */
async function synth(settings: Record<string, unknown>) {
  const run = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), app], {
    cwd: project,
    env: {
      PATH: process.env.PATH,
      CDK_OUTDIR: path.join(project, 'cdk.out'),
      CDK_CONTEXT_JSON: JSON.stringify({ ...cdkJson.context, ...settings }),
    },
  });
  const exit = once(run, 'exit');
  const [said, complained, [code]] = await Promise.all([text(run.stdout), text(run.stderr), exit]);
  return { code, output: said + complained };
}

const SLOW = 120_000;
const LOCAL = { 'supportChat.local': 'true' };

test(
  '[S5] the stack passes cdk-nag and the checks of CloudFormation without a finding',
  async () => {
    expect(await synth({ ...LOCAL })).toEqual({ code: 0, output: '' });
  },
  SLOW,
);

test(
  '[S5] so does a stack with every optional part',
  async () => {
    const result = await synth({
      ...LOCAL,
      'supportChat.domainName': 'chat.tea.example',
      'supportChat.certificateArn':
        'arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012',
      'supportChat.adminIssuer': 'https://login.tea.example',
      'supportChat.adminClientId': 'tea-chat',
      'supportChat.emailIdentity': 'domain',
      'supportChat.alarmEmail': 'ops@tea.example',
      'supportChat.keepData': 'false',
      'supportChat.tracing': 'true',
      'supportChat.adminScope': 'openid offline_access',
    });
    expect(result).toEqual({ code: 0, output: '' });
  },
  SLOW,
);

test(
  '[O1] a wrong setting stops the synthesis with one sentence',
  async () => {
    expect(await synth({ 'supportChat.siteUrl': 'tea.example' })).toEqual({
      code: 1,
      output: 'Setting siteUrl must be an https address (http only for localhost).\n',
    });
  },
  SLOW,
);

test(
  '[O9] settings as they come with the code stop the synthesis, and say what to set',
  async () => {
    expect(await synth({})).toEqual({
      code: 1,
      output:
        'Setting siteUrl names localhost, which nobody else can reach: set your own in cdk.json or with -c supportChat.siteUrl=VALUE, or say -c supportChat.local=true for a local run.\n',
    });
  },
  SLOW,
);

test(
  '[O9] real ones do not',
  async () => {
    const result = await synth({
      'supportChat.siteUrl': 'https://www.tea-shop.de',
      'supportChat.emailFrom': 'chat@tea-shop.de',
    });
    expect(result).toEqual({ code: 0, output: '' });
  },
  SLOW,
);
