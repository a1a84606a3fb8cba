import { VisitorSchema } from '../../../protocol/index.ts';
import { withTabLock } from '../../../web-shared/tab-lock.ts';
import { wait } from '../../../web-shared/wait.ts';
import { askServer } from './ask-server.ts';

/** Until then the token is kept, and every tab can see it. */
const KEPT_WITHIN_MS = 200;

/**
 * Makes an anonymous visitor and yields its token; where one is stored, a fresh one of the same
 * visitor. One tab does so at a time: where another has put a token there meanwhile, that one is
 * yielded. Throws `ApiError` with the response's code; rejects, too, without a response in 15 s.
 */
export function createVisitor(origin: string, stored: () => string | undefined): Promise<string> {
  const former = stored();
  return new Promise((resolve, reject) => {
    void withTabLock(`support-chat:${origin}:visitor`, async () => {
      const now = stored();
      const token = now && now !== former ? Promise.resolve(now) : request(origin, now);
      await token.then(resolve, reject);
      await wait(KEPT_WITHIN_MS);
    });
  });
}

const request = async (origin: string, token: string | undefined): Promise<string> =>
  (await askServer(origin, 'POST /api/visitors', VisitorSchema, token)).token;
