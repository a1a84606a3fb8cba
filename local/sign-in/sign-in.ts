import type { IncomingMessage, ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { cors } from 'hono/cors';
import type { JWTPayload } from 'jose';
import type { State } from '../state.ts';
import { refOf } from '../template/resource-reference.ts';
import type { Part, Template } from '../types.ts';
import { readClient } from './client.ts';
import { type Person, peopleOf } from './demo-users.ts';
import { discoveryOf, ENDPOINTS } from './discovery.ts';
import { createGrants } from './grants.ts';
import { addHostedPages } from './hosted-pages.ts';
import { addTokenEndpoint } from './token-endpoint.ts';
import { openTokens } from './tokens.ts';

export type SignIn = Part & {
  handle(req: IncomingMessage, res: ServerResponse): Promise<void>;
  /** An id token for a test or a script, without any page. */
  token(person: Person): Promise<string>;
  /** Any claims at all under the issuer's own key, for tests of what is refused. */
  signed(claims: JWTPayload): Promise<string>;
  /** The name of the template's group of admins. */
  readonly adminGroup: string;
};

type Options = {
  readonly template: Template;
  /** Where it is mounted, such as `http://localhost:3000/_local/sign-in`. */
  readonly issuer: string;
  readonly state: State;
};

/**
 * An OpenID Connect issuer in the place of the template's user pool and its hosted pages. Where the
 * template has no user pool client, nobody can sign in here.
 */
export async function startSignIn({ template, issuer, state }: Options): Promise<SignIn> {
  const client = readClient(template);
  const tokens = openTokens({ issuer, client, state });
  const [group = 'admins'] = template.ofType('AWS::Cognito::UserPoolGroup').map(refOf);
  const app = new Hono().basePath(new URL(issuer).pathname);
  app.use(cors());
  app.get(ENDPOINTS.discovery, (c) => c.json(discoveryOf(issuer)));
  app.get(ENDPOINTS.keys, async (c) => c.json({ keys: [await tokens.publicKey()] }));
  if (client !== undefined) {
    const shared = { client, grants: createGrants(), people: peopleOf(group), tokens };
    addHostedPages(app, shared);
    addTokenEndpoint(app, shared);
  }
  const listener = getRequestListener(app.fetch);
  return {
    async handle(req, res) {
      await listener(req, res);
    },
    token: (person) => tokens.id(person),
    signed: tokens.signed,
    adminGroup: group,
    stop: async () => {},
  };
}
