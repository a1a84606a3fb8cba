import { createHmac } from 'node:crypto';
import type { Keys } from './keys.ts';

/**
 * A keyed hash of a network, which is never stored itself. Without the key, nobody can try all
 * addresses.
 */
export function networkHash(keys: Keys, network: string): string {
  const [key] = keys.network;
  if (!key) throw new Error('no key to hash with');
  return createHmac('sha256', key).update(network).digest('base64url');
}
