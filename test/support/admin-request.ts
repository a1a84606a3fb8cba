import { SignJWT } from 'jose';
import type { HttpRequest } from '../../functions/http-api/request.ts';

const secret = new TextEncoder().encode('the gateway alone knows whose key this is');

/** A token of a person in these groups, and its claims in the gateway's format. */
export async function verifiedByGateway(
  sub: string,
  groups: readonly string[],
): Promise<Pick<HttpRequest, 'token' | 'claims'>> {
  const claims = { sub, iss: 'https://issuer.example', iat: 1_000, exp: 2_000 };
  const token = await new SignJWT({ ...claims, groups })
    .setProtectedHeader({ alg: 'HS256' })
    .sign(secret);
  const asText = Object.entries(claims).map(([name, value]) => [name, String(value)]);
  return { token, claims: { ...Object.fromEntries(asText), groups: `[${groups.join(' ')}]` } };
}
