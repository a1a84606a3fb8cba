import { errors, type JWTPayload, jwtVerify, SignJWT } from 'jose';
import { UnauthorizedError } from '../domain/errors.ts';

const ALGORITHM = 'HS256';

/** Signs claims with the newest key. The token expires at `expires_at`. */
export function signToken(
  keys: readonly Uint8Array[],
  claims: JWTPayload,
  expires_at: Date,
): Promise<string> {
  const [key] = keys;
  if (!key) throw new Error('no key to sign with');
  return new SignJWT(claims)
    .setProtectedHeader({ alg: ALGORITHM, typ: 'JWT' })
    .setIssuedAt()
    .setExpirationTime(expires_at)
    .sign(key);
}

/**
 * Verifies a token with any of the keys and returns its claims. Throws `UnauthorizedError` for
 * every invalid token.
 */
export async function verifyToken(
  keys: readonly Uint8Array[],
  token: string,
  now: Date,
): Promise<JWTPayload> {
  for (const key of keys) {
    try {
      const options = { algorithms: [ALGORITHM], currentDate: now, requiredClaims: ['exp'] };
      return (await jwtVerify(token, key, options)).payload;
    } catch (error) {
      if (error instanceof errors.JWSSignatureVerificationFailed) continue;
      throw refusal(error);
    }
  }
  throw new UnauthorizedError('The token is not signed by this deployment.');
}

/** The error of an invalid token, which repeats no part of the token. */
export function refusal(error: unknown): unknown {
  if (error instanceof errors.JWTExpired) return new UnauthorizedError('The token has expired.');
  if (error instanceof errors.JOSEError) return new UnauthorizedError('The token is not valid.');
  return error;
}
