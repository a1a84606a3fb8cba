import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { type Keys, keysOf } from '../identity/keys.ts';

/** A rotated secret is in use within this time. */
const KEPT_MS = 5 * 60_000;

/**
 * Returns the deployment's keys. They are fetched at the first call and then every five minutes.
 */
export function createKeySource(secretArn: string): (now: Date) => Promise<Keys> {
  const client = new SecretsManagerClient();
  let kept: { keys: Promise<Keys>; until: number } | undefined;
  const fetchKeys = async () => {
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: secretArn }));
    if (!SecretString) throw new Error('the identity secret has no text');
    return keysOf(SecretString);
  };
  return (now) => {
    if (!kept || kept.until <= now.getTime()) {
      const keys = fetchKeys();
      kept = { keys, until: now.getTime() + KEPT_MS };
      keys.catch(() => {
        kept = undefined;
      });
    }
    return kept.keys;
  };
}
