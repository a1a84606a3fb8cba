import { createHash, randomUUID } from 'node:crypto';
import type { Person } from './demo-users.ts';

/** What was agreed when a code was given out. */
type Grant = {
  readonly person: Person;
  readonly redirectUri: string;
  /** The S256 challenge of PKCE. */
  readonly challenge: string;
  readonly nonce: string | undefined;
  readonly scope: string;
};

/** Authorization codes: each works once, for five minutes. */
export type Grants = {
  give(grant: Grant): string;
  /** The grant, if who brings the code also proves to be who asked for it. */
  redeem(code: string, proof: { redirectUri: string; verifier: string }): Grant | undefined;
};

export function createGrants(): Grants {
  const grants = new Map<string, Grant & { expiresAt: number }>();
  return {
    give(grant) {
      const code = randomUUID();
      grants.set(code, { ...grant, expiresAt: Date.now() + CODE_LIFE_MS });
      return code;
    },
    redeem(code, { redirectUri, verifier }) {
      const grant = grants.get(code);
      grants.delete(code);
      if (grant === undefined || grant.expiresAt < Date.now()) return undefined;
      const isProven = grant.challenge === challengeOf(verifier);
      return isProven && grant.redirectUri === redirectUri ? grant : undefined;
    },
  };
}

const CODE_LIFE_MS = 5 * 60_000;

function challengeOf(verifier: string): string {
  return createHash('sha256').update(verifier).digest('base64url');
}
