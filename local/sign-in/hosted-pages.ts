import type { Context, Hono } from 'hono';
import * as v from 'valibot';
import { authorizePage } from './authorize-page.ts';
import type { Client } from './client.ts';
import type { Person } from './demo-users.ts';
import { ENDPOINTS } from './discovery.ts';
import type { Grants } from './grants.ts';

type Options = {
  readonly client: Client;
  readonly grants: Grants;
  readonly people: readonly Person[];
};

/** The pages that a browser is sent to: to choose who signs in, and to sign out. */
export function addHostedPages(app: Hono, { client, grants, people }: Options): void {
  app.get(ENDPOINTS.authorize, (c) => {
    const request = readRequest(c.req.query(), client);
    if ('refusal' in request) return c.text(request.refusal, 400);
    return c.html(authorizePage(people, c.req.query()));
  });
  app.post(ENDPOINTS.authorize, async (c) => {
    const form = await c.req.parseBody();
    const request = readRequest(form, client);
    const person = people.find(({ sub }) => sub === form.person);
    if ('refusal' in request) return c.text(request.refusal, 400);
    if (person === undefined) return c.text('Nobody was chosen.', 400);
    const { redirect_uri: redirectUri, code_challenge: challenge, nonce, scope, state } = request;
    const code = grants.give({ person, redirectUri, challenge, nonce, scope });
    return c.redirect(withQuery(redirectUri, { code, state }), 303);
  });
  app.get(ENDPOINTS.logout, (c) => logout(c, client));
}

const requestSchema = v.object({
  response_type: v.literal('code', 'must be code'),
  client_id: v.string(),
  redirect_uri: v.string(),
  scope: v.optional(v.string(), 'openid'),
  state: v.optional(v.string()),
  nonce: v.optional(v.string()),
  code_challenge: v.pipe(v.string(), v.length(43, 'must be an S256 challenge')),
  code_challenge_method: v.literal('S256', 'must be S256'),
});
type AuthorizeRequest = v.InferOutput<typeof requestSchema>;

/** A bad request is told here, and never sent on to where it says. */
function readRequest(given: unknown, client: Client): AuthorizeRequest | { refusal: string } {
  const parsed = v.safeParse(requestSchema, given);
  if (!parsed.success) {
    const [issue] = parsed.issues;
    return { refusal: `${v.getDotPath(issue)}: ${issue.message}` };
  }
  const { client_id, redirect_uri, scope } = parsed.output;
  if (client_id !== client.id) return { refusal: 'client_id: no such client' };
  if (!client.allowsCallback(redirect_uri)) {
    return { refusal: 'redirect_uri: not among the callback URLs' };
  }
  const unknown = scope.split(' ').filter((name) => !client.scopes.includes(name));
  if (unknown.length > 0) return { refusal: `scope: ${unknown.join(' ')} is not allowed` };
  return parsed.output;
}

/** By Cognito's own parameters: it does not know `post_logout_redirect_uri`. */
function logout(c: Context, client: Client) {
  const target = c.req.query('logout_uri');
  if (c.req.query('client_id') !== client.id || target === undefined) {
    return c.text('Cognito signs out by client_id and logout_uri.', 400);
  }
  if (!client.allowsLogout(target)) return c.text('logout_uri: not among the sign-out URLs', 400);
  return c.redirect(target, 302);
}

function withQuery(target: string, parameters: Record<string, string | undefined>): string {
  const url = new URL(target);
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined) url.searchParams.set(name, value);
  }
  return url.href;
}
