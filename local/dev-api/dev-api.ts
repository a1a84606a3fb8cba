import type { IncomingMessage, ServerResponse } from 'node:http';
import { getRequestListener, type HttpBindings } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import * as v from 'valibot';
import type { EmailPart } from '../email/email.ts';
import type { Scheduler } from '../scheduler/scheduler.ts';
import type { Secrets } from '../secrets/secrets.ts';
import type { SignIn } from '../sign-in/sign-in.ts';
import type { Clock, Template } from '../types.ts';
import { emailsPage } from './emails-page.ts';
import { ClockRequestSchema, type TokenRequest, TokenRequestSchema } from './token-request.ts';
import { signUserToken } from './user-token.ts';

export type DevApi = {
  /** Answers what is below `/_local/`; false for any other path, which it leaves alone. */
  handle(req: IncomingMessage, res: ServerResponse): Promise<boolean>;
};

type Options = {
  readonly template: Template;
  readonly secrets: Pick<Secrets, 'value'>;
  readonly signIn: Pick<SignIn, 'token' | 'adminGroup'>;
  readonly scheduler: Pick<Scheduler, 'advance'>;
  readonly clock: Clock;
  readonly email: Pick<EmailPart, 'emails'>;
  /** What lies in the failure queues. */
  readonly failures: () => unknown[];
};

/** The handles of a local run for scripts and tests: tokens, the clock, emails and failures. */
export function createDevApi(options: Options): DevApi {
  const { scheduler, clock, email, failures } = options;
  const visitorTokens = new Map<string, string>();
  const app = new Hono<{ Bindings: HttpBindings }>().basePath('/_local');
  app.post('/token', async (c) => {
    const request = v.safeParse(TokenRequestSchema, await readJson(c));
    if (!request.success) return invalid(c, request.issues[0]);
    const { role, sub } = request.output;
    if (role !== 'visitor') return c.json({ token: await makeToken(request.output, options) });
    const known = sub === undefined ? undefined : visitorTokens.get(sub);
    const token = known ?? (await requestVisitorToken(portOf(c.env.incoming)));
    // The system names its visitors itself; the same `sub` is the same visitor again.
    if (sub !== undefined) visitorTokens.set(sub, token);
    return c.json({ token });
  });
  app.post('/clock', async (c) => {
    const request = v.safeParse(ClockRequestSchema, await readJson(c));
    if (!request.success) return invalid(c, request.issues[0]);
    await scheduler.advance(request.output.advance_seconds);
    return c.json({ now: new Date(clock.now()).toISOString() });
  });
  app.get('/emails', (c) => c.html(emailsPage(email.emails())));
  app.get('/emails.json', (c) => c.json({ emails: email.emails() }));
  app.get('/failures.json', (c) => c.json({ failures: failures() }));
  app.notFound((c) => c.json(errorBody('not_found', 'There is no such page.'), 404));
  app.onError((error, c) => c.json(errorBody('internal', error.message), 500));
  const listener = getRequestListener(app.fetch);
  return {
    async handle(req, res) {
      if (req.url?.startsWith('/_local/') !== true) return false;
      await listener(req, res);
      return true;
    },
  };
}

function makeToken(request: TokenRequest, options: Options): Promise<string> {
  if (request.role === 'user') return signUserToken(request, options);
  const { sub = 'ada', email = 'ada@example.com', name = 'Ada' } = request;
  return options.signIn.token({ sub, email, name, groups: [options.signIn.adminGroup] });
}

/** From the running system itself, by the way any page takes. */
async function requestVisitorToken(port: number): Promise<string> {
  const answer = await fetch(`http://127.0.0.1:${port}/api/visitors`, { method: 'POST' });
  if (!answer.ok) throw new Error(`POST /api/visitors was answered with ${answer.status}.`);
  return v.parse(v.object({ token: v.string() }), await answer.json()).token;
}

function portOf({ socket }: HttpBindings['incoming']): number {
  if (socket.localPort === undefined) throw new Error('The client has gone.');
  return socket.localPort;
}

async function readJson(c: Context): Promise<unknown> {
  try {
    return await c.req.json();
  } catch {
    return undefined;
  }
}

function invalid(c: Context, issue: v.BaseIssue<unknown>) {
  const path = v.getDotPath(issue);
  const message = path === null ? issue.message : `${path}: ${issue.message}`;
  return c.json(errorBody('invalid_request', message), 400);
}

function errorBody(code: 'invalid_request' | 'not_found' | 'internal', message: string) {
  return { error: { code, message } };
}
