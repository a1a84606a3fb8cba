import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { HttpRequest } from '../../../functions/http-api/request.ts';
import { routes } from '../../../functions/http-api/routes/index.ts';
import { signToken } from '../../../functions/identity/tokens.ts';
import { issueVisitor } from '../../../functions/identity/users.ts';
import { isAdminRoute, ROUTES } from '../../../protocol/index.ts';
import { verifiedByGateway } from '../../support/admin-request.ts';
import { askRoute, keys } from '../../support/ask-route.ts';
import { type Database, startDatabase } from '../../support/database.ts';

let database: Database;
beforeAll(async () => {
  database = await startDatabase();
});
afterAll(() => database.stop());

const now = () => new Date();

/** Who asks: with a token of their own, or with claims that the gateway verified, or with nothing. */
type Credentials = Pick<HttpRequest, 'token' | 'claims'>;

const CALLERS: Record<string, () => Promise<Credentials>> = {
  nobody: async () => ({ token: undefined, claims: undefined }),
  'a user': async () => ({
    token: await signToken(keys.user, { sub: 'alice' }, new Date(Date.now() + 60_000)),
    claims: undefined,
  }),
  'a visitor': async () => ({
    token: (await issueVisitor(keys, now())).token,
    claims: undefined,
  }),
  'somebody signed in without the right': () =>
    verifiedByGateway('mallory', ['editors', 'shop admins']),
};

/** Routes that anybody may call: the request has a token or ticket of its own, or needs none. */
const OPEN: readonly string[] = [
  ROUTES.createVisitor,
  ROUTES.openFromEmail,
  ROUTES.useTicket,
  ROUTES.showUnsubscribe,
  ROUTES.unsubscribe,
  ROUTES.health,
];

async function codeOf(route: (typeof routes)[number], credentials: Credentials): Promise<string> {
  const params = { id: '0d9c5f4e-3a4e-4d25-9b7f-111111111111', user_id: 'bob', name: 'hello' };
  const answered = await askRoute(database, route.key, { params, ...credentials });
  return 'code' in answered ? answered.code : 'done';
}

test('every route of the API is tested here', () => {
  expect(routes.map(({ key }) => key).sort()).toEqual(Object.values(ROUTES).sort());
});

describe.each(Object.keys(CALLERS))('[S2] %s', (name) => {
  const credentials = () => CALLERS[name]?.() ?? Promise.reject(new Error(name));
  const isSignedIn = name.startsWith('somebody');
  const isUser = name.startsWith('a ');

  test.each(routes.filter(({ key }) => isAdminRoute(key)))('is refused by $key', async (route) => {
    const before = await database.items();
    expect(await codeOf(route, await credentials())).toBe(
      isSignedIn ? 'forbidden' : 'unauthorized',
    );
    expect(await database.items()).toEqual(before);
  });

  const own = routes.filter(({ key }) => !isAdminRoute(key) && !OPEN.includes(key));
  if (isUser) return;
  test.each(own)('is refused by $key', async (route) => {
    const before = await database.items();
    expect(await codeOf(route, await credentials())).toBe('unauthorized');
    expect(await database.items()).toEqual(before);
  });
});
