import type { Hono } from 'hono';
import * as v from 'valibot';
import type { Client } from './client.ts';
import type { Person } from './demo-users.ts';
import { ENDPOINTS } from './discovery.ts';
import type { Grants } from './grants.ts';
import type { Tokens } from './tokens.ts';

type Options = {
  readonly client: Client;
  readonly grants: Grants;
  readonly tokens: Tokens;
  readonly people: readonly Person[];
};

/** What an app asks by itself: tokens for a code or a refresh token, and who signed in. */
export function addTokenEndpoint(app: Hono, options: Options): void {
  app.post(ENDPOINTS.token, async (c) => {
    c.header('cache-control', 'no-store');
    const request = v.safeParse(requestSchema, await c.req.parseBody());
    if (!request.success) return c.json({ error: 'invalid_request' }, 400);
    if (request.output.client_id !== options.client.id) {
      return c.json({ error: 'invalid_client' }, 400);
    }
    const answer = await redeem(request.output, options);
    return answer === undefined ? c.json({ error: 'invalid_grant' }, 400) : c.json(answer);
  });
  app.get(ENDPOINTS.userInfo, async (c) => {
    const token = c.req.header('authorization')?.replace(/^Bearer /, '') ?? '';
    const granted = await options.tokens.read(token, 'access');
    const person = options.people.find(({ sub }) => sub === granted?.sub);
    if (person === undefined) return c.json({ error: 'invalid_token' }, 401);
    const { sub, email, name } = person;
    return c.json({ sub, email, email_verified: 'true', name, username: sub });
  });
}

const requestSchema = v.variant('grant_type', [
  v.object({
    grant_type: v.literal('authorization_code'),
    client_id: v.string(),
    code: v.string(),
    redirect_uri: v.string(),
    code_verifier: v.string(),
  }),
  v.object({
    grant_type: v.literal('refresh_token'),
    client_id: v.string(),
    refresh_token: v.string(),
  }),
]);
type TokenRequest = v.InferOutput<typeof requestSchema>;

/** Undefined for a code or a refresh token that does not count. As in the cloud, the latter stays. */
async function redeem(request: TokenRequest, options: Options) {
  const { grants, tokens, people } = options;
  if (request.grant_type === 'refresh_token') {
    const granted = await tokens.read(request.refresh_token, 'refresh');
    const person = people.find(({ sub }) => sub === granted?.sub);
    if (granted === undefined || person === undefined) return undefined;
    // Renewing is no new sign-in, and clients compare.
    return makeTokens(options, person, granted.scope, { auth_time: granted.auth_time });
  }
  const { code, redirect_uri: redirectUri, code_verifier: verifier } = request;
  const grant = grants.redeem(code, { redirectUri, verifier });
  if (grant === undefined) return undefined;
  const { person, scope, nonce } = grant;
  const refresh_token = await tokens.refresh(person, scope);
  return { ...(await makeTokens(options, person, scope, { nonce })), refresh_token };
}

async function makeTokens(
  { client, tokens }: Options,
  person: Person,
  scope: string,
  { nonce, ...since }: { nonce?: string | undefined; auth_time?: number },
) {
  return {
    id_token: await tokens.id(person, { nonce, ...since }),
    access_token: await tokens.access(person, scope, since),
    token_type: 'Bearer',
    expires_in: client.lives.access,
  };
}
