import * as v from 'valibot';
import { UnauthorizedError } from '../domain/errors.ts';
import type { Keys } from './keys.ts';
import { signToken, verifyToken } from './tokens.ts';

const OPEN_DAYS = 30;
const UNSUBSCRIBE_DAYS = 365;

const OpenSchema = v.object({ purpose: v.literal('open'), chat_id: v.string() });
const UnsubscribeSchema = v.object({ purpose: v.literal('unsubscribe'), email_hash: v.string() });

/** A token for the link that opens a chat, good for 30 days. */
export const signOpenLink = (keys: Keys, chat_id: string, now: Date) =>
  signToken(keys['email-link'], { purpose: 'open', chat_id }, daysFrom(now, OPEN_DAYS));

/** A token for the link that ends emails to an address, good for a year. It carries no address. */
export const signUnsubscribeLink = (keys: Keys, email_hash: string, now: Date) =>
  signToken(
    keys['email-link'],
    { purpose: 'unsubscribe', email_hash },
    daysFrom(now, UNSUBSCRIBE_DAYS),
  );

/** The chat that a link opens. Throws `UnauthorizedError` unless this deployment signed it. */
export const verifyOpenLink = async (keys: Keys, token: string, now: Date): Promise<string> =>
  parse(OpenSchema, await verifyToken(keys['email-link'], token, now)).chat_id;

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
