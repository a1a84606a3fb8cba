import { createRemoteJWKSet, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import * as v from 'valibot';
import { type HttpRequest, headerOf } from './http-exchange.ts';

/** `AWS::ApiGatewayV2::Authorizer` of type JWT. */
export const AuthorizerSchema = v.object({
  AuthorizerType: v.literal('JWT', 'only JWT authorizers are supported'),
  IdentitySource: v.pipe(
    v.tuple([v.literal('$request.header.Authorization')]),
    v.transform(([source]) => source),
  ),
  JwtConfiguration: v.object({
    Issuer: v.string(),
    Audience: v.pipe(v.array(v.string()), v.minLength(1)),
  }),
});
export type Authorizer = v.InferOutput<typeof AuthorizerSchema>;

type JwtVerdict =
  | { allowed: true; claims: JWTPayload }
  /** 401 for no token or a bad one, 403 for one whose scopes do not suffice. */
  | { allowed: false; status: 401 | 403; challenge: string };

export type JwtVerifier = {
  /** Judges the bearer token of a request as the gateway's own authorizer does. */
  verify(request: HttpRequest, by: Authorizer, scopes: readonly string[]): Promise<JwtVerdict>;
};

/** Keeps the key set of each issuer, found by its discovery document. */
export function createJwtVerifier(): JwtVerifier {
  const keySets = new Map<string, Promise<JWTVerifyGetKey>>();
  const keysOf = (issuer: string) => {
    const known = keySets.get(issuer);
    if (known !== undefined) return known;
    const loading = discoverKeys(issuer);
    keySets.set(issuer, loading);
    loading.catch(() => keySets.delete(issuer));
    return loading;
  };
  return {
    async verify(request, { JwtConfiguration: { Issuer, Audience } }, scopes) {
      const token = bearerToken(request);
      if (token === undefined) return refusal(401, 'Bearer');
      try {
        const { payload } = await jwtVerify(token, await keysOf(Issuer), {
          issuer: Issuer,
          algorithms: ['RS256', 'RS384', 'RS512'],
          requiredClaims: ['exp'],
        });
        if (!isMeantFor(payload, Audience))
          return invalid('the token does not have a valid audience');
        if (!hasScope(payload, scopes)) {
          return refusal(403, 'Bearer scope="" error="insufficient_scope"');
        }
        return { allowed: true, claims: payload };
      } catch (error) {
        return invalid(
          error instanceof errors.JWTExpired ? 'the token has expired' : 'invalid token',
        );
      }
    },
  };
}

/** `client_id` counts only where there is no `aud`: Cognito's access tokens have none. */
function isMeantFor(payload: JWTPayload, audiences: readonly string[]): boolean {
  const named = payload.aud ?? payload.client_id;
  return [named].flat().some((name) => typeof name === 'string' && audiences.includes(name));
}

function hasScope(payload: JWTPayload, wanted: readonly string[]): boolean {
  if (wanted.length === 0) return true;
  const claim = payload.scope ?? payload.scp;
  const granted = typeof claim === 'string' ? claim.split(' ') : claim;
  return Array.isArray(granted) && wanted.some((scope) => granted.includes(scope));
}

async function discoverKeys(issuer: string): Promise<JWTVerifyGetKey> {
  const answer = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`);
  const { jwks_uri } = v.parse(v.object({ jwks_uri: v.string() }), await answer.json());
  return createRemoteJWKSet(new URL(jwks_uri));
}

function bearerToken({ headers }: HttpRequest): string | undefined {
  const value = headerOf(headers, 'authorization')
    ?.replace(/^Bearer /i, '')
    .trim();
  return value === '' ? undefined : value;
}

function invalid(reason: string): JwtVerdict {
  return refusal(401, `Bearer scope="" error="invalid_token" error_description="${reason}"`);
}

function refusal(status: 401 | 403, challenge: string): JwtVerdict {
  return { allowed: false, status, challenge };
}
