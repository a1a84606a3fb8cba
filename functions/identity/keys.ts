import { hkdfSync } from 'node:crypto';
import * as v from 'valibot';

/** The identity secret as it is stored. Two may be valid at once, so that it can be rotated. */
const IdentitySecretSchema = v.object({
  current: v.pipe(v.string(), v.minLength(32)),
  previous: v.optional(v.string(), ''),
});

/** What a key signs or hashes. Keys are derived per purpose, so that no token can pass for another kind. */
export type Purpose = 'user' | 'visitor' | 'email-link' | 'email-ticket' | 'network';

/** The signing keys of a deployment, the one to sign with first. */
export type Keys = Readonly<Record<Purpose, readonly Uint8Array[]>>;

/** Makes all keys from the stored secret. The company signs users' tokens with the secret itself. */
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
