import { decodeJwt, type JWTPayload } from 'jose';
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
