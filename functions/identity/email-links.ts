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

/** A chat, and the hash of the address to which a link to it was sent. */
export type OpenLink = { readonly chat_id: string; readonly email_hash: string };

/** A token for the link that opens a chat, good for 30 days. */
export const signOpenLink = (keys: Keys, { chat_id, email_hash }: OpenLink, now: Date) =>
  signToken(keys['email-link'], { purpose: 'open', chat_id, email_hash }, daysFrom(now, OPEN_DAYS));

/** A token for the link that ends emails to an address, good for a year. It carries no address. */
export const signUnsubscribeLink = (keys: Keys, email_hash: string, now: Date) =>
  signToken(
    keys['email-link'],
    { purpose: 'unsubscribe', email_hash },
    daysFrom(now, UNSUBSCRIBE_DAYS),
  );

/** What a link opens. Throws `UnauthorizedError` unless this deployment signed it. */
export const verifyOpenLink = async (keys: Keys, token: string, now: Date): Promise<OpenLink> =>
  parse(OpenSchema, await verifyToken(keys['email-link'], token, now));

/**
 * A ticket for whoever follows a link, good for five minutes and one use. It has a key of its own, as
 * the link itself lives far longer and may be used again.
 */
export const signTicket = (keys: Keys, { chat_id, email_hash }: OpenLink, now: Date) =>
  signToken(
    keys['email-ticket'],
    { purpose: 'open', chat_id, email_hash, jti: randomUUID() },
    new Date(now.getTime() + TICKET_MINUTES * 60_000),
  );

/** A ticket of ours that has not ended. Throws `UnauthorizedError` for anything else. */
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

/** The hashed address whose emails a link ends. Throws `UnauthorizedError` likewise. */
export const verifyUnsubscribeLink = async (
  keys: Keys,
  token: string,
  now: Date,
): Promise<string> =>
  parse(UnsubscribeSchema, await verifyToken(keys['email-link'], token, now)).email_hash;

const daysFrom = (now: Date, days: number) => new Date(now.getTime() + days * 86_400_000);

function parse<S extends v.GenericSchema>(schema: S, claims: unknown): v.InferOutput<S> {
  const parsed = v.safeParse(schema, claims);
  if (!parsed.success) throw new UnauthorizedError('The link is meant for something else.');
  return parsed.output;
}
