import * as v from 'valibot';
import { VisitorSchema } from '../../../protocol/index.ts';
import { inOneTab } from '../../../web-client/browser/in-one-tab.ts';
import { refusalOf, retryAfter } from '../../../web-client/request.ts';

/** Until then the token is kept, and every tab can see it. */
const KEPT_WITHIN_MS = 200;

/** A request that hangs would hold up everything that waits for this visitor. */
const ANSWER_DEADLINE_MS = 15_000;

/**
 * Makes an anonymous visitor and yields its token; where one is stored, a fresh one of the same
 * visitor. One tab does so at a time: where another has put a token there meanwhile, that one is
 * yielded. Throws `ApiError` with the answer's code; rejects, too, without an answer in 15 s.
 */
export function createVisitor(origin: string, stored: () => string | undefined): Promise<string> {
  const former = stored();
  return new Promise((resolve, reject) => {
    void inOneTab(`support-chat:${origin}:visitor`, async () => {
      const now = stored();
      const token = now && now !== former ? Promise.resolve(now) : request(origin, now);
      await token.then(resolve, reject);
      await new Promise((release) => setTimeout(release, KEPT_WITHIN_MS));
    });
  });
}

async function request(origin: string, token: string | undefined): Promise<string> {
  const response = await fetch(`${origin}/api/visitors`, {
    method: 'POST',
    signal: AbortSignal.timeout(ANSWER_DEADLINE_MS),
    ...(token && { headers: { authorization: `Bearer ${token}` } }),
  });
  const body: unknown = await response.json().catch(() => undefined);
  if (response.ok) return v.parse(VisitorSchema, body).token;
  throw refusalOf(response.status, body, retryAfter(response.headers));
}
