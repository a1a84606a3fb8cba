import { randomUUID } from 'node:crypto';
import { decodeJwt } from 'jose';
import * as v from 'valibot';
import {
  EmailAddressSchema,
  USER_TOKEN_MAX_AGE_SECONDS,
  type Visitor,
} from '../../protocol/index.ts';
import { type User, VISITOR_PREFIX } from '../domain/actor.ts';
import { UnauthorizedError } from '../domain/errors.ts';
import { preview } from '../domain/preview.ts';
import { replaceLoneSurrogates } from '../domain/replace-lone-surrogates.ts';
import type { Keys } from './keys.ts';
import { refusal, signToken, verifyToken } from './tokens.ts';

/** A token with an audience must have this one. */
const AUDIENCE = 'support-chat';
/** How far the clock of the company's server may be ahead of ours. */
const CLOCK_SKEW_SECONDS = 60;
const VISITOR_TOKEN_DAYS = 180;
const NAME_KEPT = 128;

const claims = {
  sub: v.pipe(
    v.string(),
    v.nonEmpty(),
    v.maxLength(128),
    // A lone surrogate cannot be stored: two ids could become one.
    v.check((sub) => replaceLoneSurrogates(sub) === sub),
  ),
  exp: v.number(),
  aud: v.optional(v.union([v.string(), v.array(v.string())])),
};
const VisitorClaimsSchema = v.object(claims);
const UserClaimsSchema = v.object({
  ...claims,
  email: v.nullish(EmailAddressSchema, null),
  name: v.nullish(v.pipe(v.string(), v.trim(), v.transform(replaceLoneSurrogates)), null),
});

/** A user, and when their token expires, in epoch milliseconds. */
export type VerifiedUser = { user: User; expires_at: number };

/**
 * Verifies the token of a visitor or signed-in user. Subjects with the visitors' prefix must be
 * signed with the visitors' key, all others with the company's, so neither passes for the other.
 * Throws `UnauthorizedError`.
 */
export async function verifyUser(keys: Keys, token: string, now: Date): Promise<VerifiedUser> {
  return claimedSubject(token).startsWith(VISITOR_PREFIX)
    ? verifyVisitor(keys, token, now)
    : verifySignedInUser(keys, token, now);
}

async function verifyVisitor(keys: Keys, token: string, now: Date): Promise<VerifiedUser> {
  const { sub, exp } = parse(VisitorClaimsSchema, await verifyToken(keys.visitor, token, now));
  return { user: { kind: 'visitor', id: sub }, expires_at: exp * 1_000 };
}

async function verifySignedInUser(keys: Keys, token: string, now: Date): Promise<VerifiedUser> {
  const user = parse(UserClaimsSchema, await verifyToken(keys.user, token, now));
  const latest = now.getTime() / 1_000 + USER_TOKEN_MAX_AGE_SECONDS + CLOCK_SKEW_SECONDS;
  if (user.exp > latest) throw new UnauthorizedError('The token is valid for more than 24 hours.');
  if (user.aud !== undefined && ![user.aud].flat().includes(AUDIENCE)) {
    throw new UnauthorizedError('The token has another audience.');
  }
  return {
    user: {
      kind: 'signed_in',
      id: user.sub,
      email: user.email,
      name: user.name ? preview(user.name, NAME_KEPT) : null,
    },
    expires_at: user.exp * 1_000,
  };
}

/** Issues a visitor's token: for a new visitor, or a new token for the given one. */
export async function issueVisitor(
  keys: Keys,
  now: Date,
  visitor_id = `${VISITOR_PREFIX}${randomUUID()}`,
): Promise<Visitor> {
  const expires_at = new Date(now.getTime() + VISITOR_TOKEN_DAYS * 86_400_000);
  const token = await signToken(keys.visitor, { sub: visitor_id }, expires_at);
  return { token, expires_at: expires_at.toISOString() };
}

/** Only used to choose the key. Nothing is trusted before the signature is verified. */
function claimedSubject(token: string): string {
  try {
    const { sub } = decodeJwt(token);
    return typeof sub === 'string' ? sub : '';
  } catch (error) {
    throw refusal(error);
  }
}

function parse<S extends v.GenericSchema>(schema: S, payload: unknown): v.InferOutput<S> {
  const parsed = v.safeParse(schema, payload, { abortPipeEarly: true });
  if (parsed.success) return parsed.output;
  throw new UnauthorizedError(`The token's claim ${v.getDotPath(parsed.issues[0])} is not valid.`);
}
