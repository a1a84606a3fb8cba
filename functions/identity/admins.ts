import {
  createRemoteJWKSet,
  decodeJwt,
  decodeProtectedHeader,
  type JWTPayload,
  jwtVerify,
} from 'jose';
import * as v from 'valibot';
import type { Admin } from '../domain/actor.ts';
import { ForbiddenError, UnauthorizedError } from '../domain/errors.ts';
import { preview } from '../domain/preview.ts';
import { replaceLoneSurrogates } from '../domain/replace-lone-surrogates.ts';
import { refusal } from './tokens.ts';

/** The claim that makes a signed-in person an admin. */
export type AdminRight = { readonly ADMIN_CLAIM: string; readonly ADMIN_CLAIM_VALUE: string };

const NAME_KEPT = 128;
const text = v.pipe(v.string(), v.trim(), v.transform(replaceLoneSurrogates));

const ClaimsSchema = v.looseObject({
  // The limit of OpenID Connect.
  sub: v.pipe(
    v.string(),
    v.nonEmpty(),
    v.maxLength(255),
    v.check((sub) => replaceLoneSurrogates(sub) === sub),
  ),
  email: v.nullish(text, null),
  name: v.nullish(text, null),
});

/**
 * The admin of verified claims. Throws `ForbiddenError` if the signed-in person is not an admin.
 */
export function adminOf(claims: unknown, right: AdminRight): Admin {
  const parsed = v.safeParse(ClaimsSchema, claims, { abortPipeEarly: true });
  if (!parsed.success) throw new UnauthorizedError('The token has no valid subject.');
  const person = parsed.output;
  if (!contains(person[right.ADMIN_CLAIM], right.ADMIN_CLAIM_VALUE)) {
    throw new ForbiddenError('You are signed in, but you are not an admin.');
  }
  return {
    kind: 'admin',
    id: person.sub,
    email: person.email,
    name: preview(person.name || person.email?.split('@')[0] || 'Support', NAME_KEPT),
  };
}

/** Whether the claim equals the value or is a list that contains it. */
const contains = (claim: unknown, value: string): boolean =>
  Array.isArray(claim) ? claim.includes(value) : claim === value;

/** Claims that every token has and that distinguish two tokens. */
const COMPARED = ['iss', 'sub', 'iat', 'exp'];

/**
 * The claims of a token whose signature the gateway's authorizer verified. The gateway passes
 * claims as text, in which a list (`[a b]`) cannot be told from its parts, so they only prove that
 * it verified this token. Throws `UnauthorizedError` if it was another one.
 */
export function claimsOfVerifiedToken(
  token: string,
  verified: Readonly<Record<string, unknown>>,
): JWTPayload {
  const claims = decode(token);
  const isSame = COMPARED.every((name) => String(claims[name]) === String(verified[name]));
  if (!isSame || claims.sub === undefined) throw new UnauthorizedError();
  return claims;
}

function decode(token: string): JWTPayload {
  try {
    return decodeJwt(token);
  } catch (error) {
    throw refusal(error);
  }
}

export type AdminVerifier = (
  token: string,
  now: Date,
) => Promise<{ admin: Admin; expires_at: number }>;

type Issuer = AdminRight & { readonly ADMIN_ISSUER: string; readonly ADMIN_CLIENT_ID: string };

const DiscoverySchema = v.object({ jwks_uri: v.pipe(v.string(), v.url()) });
const ExpiringSchema = v.object({
  exp: v.number(),
  aud: v.optional(v.union([v.string(), v.array(v.string())])),
  client_id: v.optional(v.string()),
});

/**
 * Verifies admins' tokens at the socket, where no authorizer of the gateway does. The issuer's keys
 * are fetched at the first use, cached, and fetched again for an unknown key id.
 */
export function createAdminVerifier(issuer: Issuer): AdminVerifier {
  let keys: Promise<ReturnType<typeof createRemoteJWKSet>> | undefined;
  const discover = () => {
    keys ??= fetchKeys(issuer.ADMIN_ISSUER).catch((error: unknown) => {
      keys = undefined;
      throw error;
    });
    return keys;
  };
  return async (token, now) => {
    const jwks = await discover();
    const { payload } = await jwtVerify(token, jwks, {
      issuer: issuer.ADMIN_ISSUER,
      algorithms: ['RS256', 'ES256'],
      currentDate: now,
      requiredClaims: ['exp'],
    }).catch((error: unknown) => {
      throw refusal(error);
    });
    const { exp, aud, client_id } = v.parse(ExpiringSchema, payload);
    // Like the authorizer of the HTTP API: without an audience, `client_id` counts.
    if (![aud ?? client_id].flat().includes(issuer.ADMIN_CLIENT_ID)) {
      throw new UnauthorizedError('The token has another audience.');
    }
    return { admin: adminOf(payload, issuer), expires_at: exp * 1_000 };
  };
}

/** Some issuers end with a slash, and the discovery path begins with one. */
async function fetchKeys(issuer: string) {
  const response = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, {
    signal: AbortSignal.timeout(5_000),
  });
  if (!response.ok) throw new Error(`the admins' issuer responded with status ${response.status}`);
  const { jwks_uri } = v.parse(DiscoverySchema, await response.json());
  return createRemoteJWKSet(new URL(jwks_uri));
}

/** Whether the token says that the admins' issuer signed it. Nothing is verified yet. */
export function isIssuedToken(token: string): boolean {
  try {
    return !(decodeProtectedHeader(token).alg ?? '').startsWith('HS');
  } catch {
    return false;
  }
}
