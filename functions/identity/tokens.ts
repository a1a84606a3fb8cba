import { errors, type JWTPayload, jwtVerify, SignJWT } from 'jose';
import { UnauthorizedError } from '../domain/errors.ts';

const ALGORITHM = 'HS256';

/** Signs claims with the newest key. `expires_at` is the end of the token's life. */
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
 * The claims of a token that one of the keys signed and that is valid now. Throws
 * `UnauthorizedError` for every other one, whatever is wrong with it.
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

/** Says what is wrong with a token without repeating any of it. */
export function refusal(error: unknown): unknown {
  if (error instanceof errors.JWTExpired) return new UnauthorizedError('The token has expired.');
  if (error instanceof errors.JOSEError) return new UnauthorizedError('The token is not valid.');
  return error;
}
