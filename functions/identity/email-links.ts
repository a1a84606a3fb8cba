import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { UnauthorizedError } from '../domain/errors.ts';
import type { Keys } from './keys.ts';
import { signToken, verifyToken } from './tokens.ts';

const OPEN_DAYS = 30;
const UNSUBSCRIBE_DAYS = 365;
const TICKET_MINUTES = 5;

const OpenSchema = v.object({
  purpose: v.literal('open'),
  chat_id: v.string(),
  email_hash: v.string(),
});
const TicketSchema = v.object({ ...OpenSchema.entries, jti: v.string(), exp: v.number() });
const UnsubscribeSchema = v.object({ purpose: v.literal('unsubscribe'), email_hash: v.string() });

/** A chat, and the hash of the address that a link to it was sent to. */
export type OpenLink = { readonly chat_id: string; readonly email_hash: string };

/** The token of the link that opens a chat. It is valid for 30 days. */
export const signOpenLink = (keys: Keys, { chat_id, email_hash }: OpenLink, now: Date) =>
  signToken(keys['email-link'], { purpose: 'open', chat_id, email_hash }, daysFrom(now, OPEN_DAYS));

/** The token of the unsubscribe link, valid for a year. It contains no address. */
export const signUnsubscribeLink = (keys: Keys, email_hash: string, now: Date) =>
  signToken(
    keys['email-link'],
    { purpose: 'unsubscribe', email_hash },
    daysFrom(now, UNSUBSCRIBE_DAYS),
  );

/** Verifies an open link's token. Throws `UnauthorizedError` if this deployment did not sign it. */
export const verifyOpenLink = async (keys: Keys, token: string, now: Date): Promise<OpenLink> =>
  parse(OpenSchema, await verifyToken(keys['email-link'], token, now));

/**
 * A ticket is valid for five minutes and one use. It has its own key, because the link lives longer
 * and may be used again.
 */
export const signTicket = (keys: Keys, { chat_id, email_hash }: OpenLink, now: Date) =>
  signToken(
    keys['email-ticket'],
    { purpose: 'open', chat_id, email_hash, jti: randomUUID() },
    new Date(now.getTime() + TICKET_MINUTES * 60_000),
  );

/** Verifies a ticket. Throws `UnauthorizedError` if it has expired or is not a ticket. */
export async function verifyTicket(
  keys: Keys,
  token: string,
  now: Date,
): Promise<OpenLink & { readonly id: string; readonly expires_at: Date }> {
  const { jti, exp, ...link } = parse(
    TicketSchema,
    await verifyToken(keys['email-ticket'], token, now),
  );
  return { ...link, id: jti, expires_at: new Date(exp * 1_000) };
}

/**
 * Verifies an unsubscribe link's token and returns the hash of its address. Throws
 * `UnauthorizedError`.
 */
export const verifyUnsubscribeLink = async (
  keys: Keys,
  token: string,
  now: Date,
): Promise<string> =>
  parse(UnsubscribeSchema, await verifyToken(keys['email-link'], token, now)).email_hash;

const daysFrom = (now: Date, days: number) => new Date(now.getTime() + days * 86_400_000);

function parse<S extends v.GenericSchema>(schema: S, claims: unknown): v.InferOutput<S> {
  const parsed = v.safeParse(schema, claims);
  if (!parsed.success) throw new UnauthorizedError('This link is for another purpose.');
  return parsed.output;
}
