import { randomUUID } from 'node:crypto';
import {
  exportJWK,
  generateKeyPair,
  importJWK,
  type JWK,
  type JWTPayload,
  jwtVerify,
  SignJWT,
} from 'jose';
import * as v from 'valibot';
import type { State } from '../state.ts';
import type { Client, TokenLives } from './client.ts';
import type { Person } from './demo-users.ts';

/** Signs and reads the issuer's tokens. */
export type Tokens = {
  publicKey(): Promise<JWK>;
  /** `auth_time` is when the person signed in, in epoch seconds; now unless given. */
  id(person: Person, more?: { nonce?: string | undefined } & Since): Promise<string>;
  access(person: Person, scope: string, since?: Since): Promise<string>;
  refresh(person: Person, scope: string): Promise<string>;
  /** Any claims at all under the issuer's own key, for tests of what is refused. */
  signed(claims: JWTPayload): Promise<string>;
  /** Who a token of that use was issued to; undefined for any other token. */
  read(token: string, use: 'access' | 'refresh'): Promise<Granted | undefined>;
};
type Since = { readonly auth_time?: number | undefined };
type Granted = { readonly sub: string; readonly scope: string; readonly auth_time: number };

const HEADER = { alg: 'RS256', kid: 'local' };
/** Where nobody can sign in, tests still get tokens. */
const USUAL_LIVES: TokenLives = { id: 3_600, access: 3_600, refresh: 7 * 86_400 };

type Options = {
  readonly issuer: string;
  readonly client: Pick<Client, 'id' | 'lives'> | undefined;
  readonly state: State;
};

/**
 * The key is kept, so that who signed in before a restart still is. Making the first one takes a
 * while, for which nothing waits but what needs it.
 */
export function openTokens({ issuer, client, state }: Options): Tokens {
  const { id: clientId, lives } = client ?? { id: '', lives: USUAL_LIVES };
  const keys = readKeys(state);
  // Told to each one who asks for a token.
  keys.catch(() => {});
  const sign = async (sub: string, use: keyof TokenLives, claims: JWTPayload) => {
    const now = Math.floor(Date.now() / 1_000);
    return new SignJWT({ auth_time: now, token_use: use, ...claims })
      .setProtectedHeader(HEADER)
      .setIssuer(issuer)
      .setSubject(sub)
      .setJti(randomUUID())
      .setIssuedAt(now)
      .setExpirationTime(now + lives[use])
      .sign((await keys).signing);
  };
  return {
    publicKey: async () => (await keys).published,
    id: ({ sub, name, email, groups }, { nonce, ...since } = {}) =>
      sign(sub, 'id', {
        aud: clientId,
        'cognito:username': sub,
        ...groupsClaim(groups),
        email,
        email_verified: true,
        name,
        ...since,
        ...(nonce !== undefined && { nonce }),
      }),
    access: ({ sub, groups }, scope, since) =>
      sign(sub, 'access', {
        client_id: clientId,
        username: sub,
        scope,
        ...since,
        ...groupsClaim(groups),
      }),
    refresh: ({ sub }, scope) => sign(sub, 'refresh', { client_id: clientId, scope }),
    signed: async (claims) =>
      new SignJWT(claims).setProtectedHeader(HEADER).sign((await keys).signing),
    async read(token, use) {
      try {
        const { checking } = await keys;
        const { payload } = await jwtVerify(token, checking, { issuer, algorithms: ['RS256'] });
        const granted = v.parse(grantedSchema, payload);
        return granted.token_use === use ? granted : undefined;
      } catch {
        return undefined;
      }
    },
  };
}

const grantedSchema = v.object({
  sub: v.string(),
  scope: v.string(),
  token_use: v.string(),
  auth_time: v.number(),
});

/** As in the cloud, who is in no group has no such claim. */
function groupsClaim(groups: readonly string[]): JWTPayload {
  return groups.length === 0 ? {} : { 'cognito:groups': groups };
}

const FILE = 'key.json';
const keySchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.looseObject({ kty: v.string(), n: v.string(), e: v.string(), d: v.string() }),
);

async function readKeys(state: State) {
  const key = v.parse(keySchema, state.read(FILE) ?? (await makeKey(state)));
  const published = { kty: key.kty, n: key.n, e: key.e, kid: 'local', alg: 'RS256', use: 'sig' };
  return {
    published,
    signing: await importJWK(key, 'RS256'),
    checking: await importJWK(published, 'RS256'),
  };
}

async function makeKey(state: State): Promise<string> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const text = JSON.stringify(await exportJWK(privateKey));
  await state.write(FILE, text);
  return text;
}
