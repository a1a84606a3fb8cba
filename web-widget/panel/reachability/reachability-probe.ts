import type { UnreachableReason } from '../../api.ts';

/** A response that takes longer counts as none: another try is worth more than waiting. */
const RESPONSE_TIMEOUT_MS = 10_000;
/** The event of a security policy may come after the request that it blocked has failed. */
const POLICY_EVENT_MS = 100;

/** Finds out whether the chat can be reached from this page, and if not, why. */
export type ReachabilityProbe = {
  /** Undefined when the chat's server responds. Never rejects. */
  findReason(): Promise<UnreachableReason | undefined>;
  end(): void;
};

export function makeReachabilityProbe(origin: string): ReachabilityProbe {
  let isForbidden = false;

  function onViolation({ blockedURI, disposition }: SecurityPolicyViolationEvent): void {
    if (disposition === 'enforce' && blockedURI.startsWith(origin)) isForbidden = true;
  }
  document.addEventListener('securitypolicyviolation', onViolation);

  /** Without `cors` any site gets a response, but cannot read it. */
  async function responds(mode: RequestMode): Promise<boolean> {
    const signal = AbortSignal.timeout(RESPONSE_TIMEOUT_MS);
    const response = await fetch(`${origin}/api/health`, { mode, signal });
    return response.ok || response.type === 'opaque';
  }

  return {
    async findReason() {
      try {
        return (await responds('cors')) ? undefined : 'network';
      } catch {
        await new Promise((resolve) => setTimeout(resolve, POLICY_EVENT_MS));
      }
      if (isForbidden) return 'csp';
      if (self.origin === 'null') return 'sandbox';
      return (await responds('no-cors').catch(() => false)) ? 'origin' : 'network';
    },
    end: () => document.removeEventListener('securitypolicyviolation', onViolation),
  };
}
