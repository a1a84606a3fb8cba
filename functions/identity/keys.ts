import { hkdfSync } from 'node:crypto';
import * as v from 'valibot';

/** The stored identity secret. `previous` stays valid, so that the secret can be rotated. */
const IdentitySecretSchema = v.object({
  current: v.pipe(v.string(), v.minLength(32)),
  previous: v.optional(v.string(), ''),
});

/** Each purpose has its own derived key, so that one kind of token never passes for another. */
export type Purpose = 'user' | 'visitor' | 'email-link' | 'email-ticket' | 'network';

/** The keys of a deployment. The first one signs, all of them verify. */
export type Keys = Readonly<Record<Purpose, readonly Uint8Array[]>>;

/**
 * Derives all keys from the stored secret. The company signs users' tokens with the secret itself.
 */
export function keysOf(secret: string): Keys {
  const { current, previous } = v.parse(IdentitySecretSchema, JSON.parse(secret));
  const secrets = [current, previous]
    .filter((text) => text !== '')
    .map((text) => Buffer.from(text));
  return {
    user: secrets,
    visitor: secrets.map((bytes) => derive(bytes, 'visitor')),
    'email-link': secrets.map((bytes) => derive(bytes, 'email-link')),
    'email-ticket': secrets.map((bytes) => derive(bytes, 'email-ticket')),
    network: secrets.map((bytes) => derive(bytes, 'network')),
  };
}

const derive = (secret: Buffer, purpose: Purpose) =>
  new Uint8Array(hkdfSync('sha256', secret, '', `support-chat ${purpose}`, 32));
