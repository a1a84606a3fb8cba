import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import * as v from 'valibot';
import type { Admin } from '../domain/actor.ts';
import { UnauthorizedError } from '../domain/errors.ts';
import { type AdminRight, adminOf } from './admins.ts';
import { refusal } from './tokens.ts';

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
