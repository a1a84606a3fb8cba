import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Capabilities, Session, WebDriver } from 'selenium-webdriver';
import * as v from 'valibot';
import { FIREFOX, requireProgram } from '../../../scripts/prepare/programs.ts';
import { drivenWindow } from './driven-window.ts';
import { type Engine, manualProxy } from './engine.ts';
import { startProgram } from './program.ts';

const PREFERENCES = `
user_pref("app.normandy.enabled", false);
user_pref("browser.shell.checkDefaultBrowser", false);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("intl.accept_languages", "en-GB, en");
user_pref("network.proxy.allow_hijacking_localhost", true);
user_pref("toolkit.telemetry.enabled", false);
user_pref("ui.prefersReducedMotion", 0);
`;

type Bidi = Awaited<ReturnType<WebDriver['getBidi']>>;

const OutcomeSchema = v.variant('type', [
  v.object({ type: v.literal('success'), result: v.unknown() }),
  v.object({ type: v.literal('error'), error: v.string(), message: v.string() }),
]);
const UserContextSchema = v.object({ userContext: v.string() });
const ContextSchema = v.object({ context: v.string() });
const ScreenshotSchema = v.object({ data: v.string() });
const ReturnSchema = v.variant('type', [
  v.object({ type: v.literal('success'), result: v.object({ value: v.string() }) }),
  v.object({ type: v.literal('exception'), exceptionDetails: v.object({ text: v.string() }) }),
]);
const EntrySchema = v.object({
  level: v.string(),
  text: v.nullable(v.string()),
  source: v.object({ context: v.optional(v.string()) }),
});

/** Firefox, by WebDriver BiDi, which it speaks itself: geckodriver is in no package registry. */
export async function startFirefox(): Promise<Engine> {
  const path = requireProgram(FIREFOX);
  const profile = mkdtempSync(join(tmpdir(), 'firefox-'));
  writeFileSync(join(profile, 'user.js'), PREFERENCES);
  const args = ['--headless', '--no-remote', '--remote-debugging-port=0', '--profile', profile];
  const program = startProgram(path, args, {
    MOZ_HEADLESS_WIDTH: '1280',
    MOZ_HEADLESS_HEIGHT: '900',
  });
  const url = await program.said(/WebDriver BiDi listening on (ws:\S+)/);
  const bidi = await connect(`${url}/session`);
  await send(bidi, 'session.new', { capabilities: {} });
  await send(bidi, 'session.subscribe', { events: ['log.entryAdded'] });

  return {
    async openWindow({ proxy } = {}) {
      const userContext = v.parse(
        UserContextSchema,
        await send(bidi, 'browser.createUserContext', {
          ...(proxy && { proxy: manualProxy(proxy) }),
        }),
      );
      const { context } = v.parse(
        ContextSchema,
        await send(bidi, 'browsingContext.create', { type: 'window', ...userContext }),
      );
      const complaints: string[] = [];
      bidi.on('log.entryAdded', (entry) => {
        const { level, text, source } = v.parse(EntrySchema, entry);
        if (level === 'error' && source.context === context) complaints.push(text ?? '');
      });
      return drivenWindow(driverOf(bidi, context), {
        complaints: async () => complaints,
        close: async () => void (await send(bidi, 'browser.removeUserContext', userContext)),
      });
    },
    async stop() {
      await bidi.close();
      await program.stop();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

/** The library opens a BiDi connection only for a driver, of which nothing else is used here. */
async function connect(webSocketUrl: string): Promise<Bidi> {
  const session = new Session('', new Capabilities({ webSocketUrl }));
  const bidi = await new WebDriver(session, { execute: refuse }).getBidi();
  await bidi.waitForConnection();
  return bidi;
}

async function send(bidi: Bidi, method: string, params: Record<string, unknown>): Promise<unknown> {
  const outcome = v.parse(OutcomeSchema, await bidi.send({ method, params }));
  if (outcome.type === 'error') throw new Error(`${method}: ${outcome.error}, ${outcome.message}`);
  return outcome.result;
}

/** A driver that translates WebDriver commands to BiDi: those that the tests use. */
function driverOf(bidi: Bidi, context: string): WebDriver {
  const commands: Record<string, (given: Record<string, unknown>) => Promise<unknown>> = {
    get: ({ url }) => send(bidi, 'browsingContext.navigate', { context, url, wait: 'complete' }),
    actions: ({ actions }) => send(bidi, 'input.performActions', { context, actions }),
    async executeScript({ script }) {
      const given = { functionDeclaration: `() => { ${script} }`, awaitPromise: true };
      const target = { target: { context } };
      const outcome = v.parse(
        ReturnSchema,
        await send(bidi, 'script.callFunction', { ...given, ...target }),
      );
      if (outcome.type === 'exception') throw new Error(outcome.exceptionDetails.text);
      return outcome.result.value;
    },
    async screenshot() {
      const shot = await send(bidi, 'browsingContext.captureScreenshot', { context });
      return v.parse(ScreenshotSchema, shot).data;
    },
  };
  return new WebDriver(new Session(context, new Capabilities()), {
    execute: (command) => commands[command.getName()]?.(command.getParameters()) ?? refuse(command),
  });
}

async function refuse(command: { getName(): string }): Promise<never> {
  throw new Error(`Firefox cannot be told to ${command.getName()} yet`);
}
