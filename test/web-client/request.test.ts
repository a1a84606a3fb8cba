import * as v from 'valibot';
import { expect, test } from 'vitest';
import { createRequest } from '../../web-client/request.ts';
import { createTokens } from '../../web-client/tokens.ts';
import { createFakePlatform } from './support/fake-platform.ts';
import { createModelServer } from './support/model-server.ts';

type Sent = { method: string; path: string; token: string; body: unknown };
const response = v.object({ ok: v.boolean() });
const ok = () => Response.json({ ok: true });
const unauthorized = () => Response.json({ message: 'Unauthorized' }, { status: 401 });

function withAnswers(...answers: (() => Response | Promise<Response>)[]) {
  const sent: Sent[] = [];
  const heard: string[] = [];
  const platform = createFakePlatform({
    ...createModelServer(),
    async answer(request) {
      sent.push(request);
      return await (answers.shift() ?? ok)();
    },
  });
  let tokens = 0;
  const request = createRequest(
    platform,
    'https://chat.example.com',
    createTokens(
      {
        origin: '',
        platform,
        getToken: async ({ renew }) => (renew ? `renewed ${++tokens}` : 'first'),
      },
      { refused: () => {}, limited: () => {} },
    ),
    {
      reachable: (isReachable) => heard.push(isReachable ? 'reachable' : 'unreachable'),
      refused: () => heard.push('refused'),
    },
  );
  return { request, sent, heard, platform };
}

test('a call carries its token, its id and its query', async () => {
  const { request, sent } = withAnswers();
  const query = { after: 3, before: undefined };
  await request({
    route: 'GET /api/admin/chats/{id}/messages',
    id: 'a/b',
    query,
    response,
  });
  expect(sent).toEqual([
    {
      method: 'GET',
      path: '/api/admin/chats/a%2Fb/messages?after=3',
      token: 'first',
      body: undefined,
    },
  ]);
});

test('a refused token is renewed once', async () => {
  const { request, sent, heard } = withAnswers(unauthorized, ok);
  await expect(request({ route: 'GET /api/health', response })).resolves.toEqual({
    ok: true,
  });
  expect(sent.map(({ token }) => token)).toEqual(['first', 'renewed 1']);
  expect(heard).not.toContain('refused');
});

test('calls refused at the same time share one renewal', async () => {
  const { request, sent } = withAnswers(unauthorized, unauthorized, ok, ok);
  const call = { route: 'GET /api/health', response } as const;
  await Promise.all([request(call), request(call)]);
  expect(sent.map(({ token }) => token)).toEqual(['first', 'first', 'renewed 1', 'renewed 1']);
});

test('a renewed token refused too is told to the link', async () => {
  const { request, heard } = withAnswers(unauthorized, unauthorized);
  await expect(request({ route: 'GET /api/health', response })).rejects.toMatchObject({
    name: 'ApiError',
    code: 'unauthorized',
  });
  expect(heard).toContain('refused');
});

test.each([
  [
    'our own error',
    () => Response.json({ error: { code: 'too_large', message: 'no' } }, { status: 413 }),
    'too_large',
  ],
  [
    'a code of a newer server',
    () => Response.json({ error: { code: 'new', message: '' } }, { status: 418 }),
    'internal',
  ],
  ["a proxy's page", () => new Response('<h1>Forbidden</h1>', { status: 403 }), 'internal'],
  ['an answer of another shape', () => Response.json({ ok: 1 }), 'internal'],
  ['no answer', () => Promise.reject(new TypeError('network')), 'internal'],
] as const)('%s becomes an ApiError', async (_case, respond, code) => {
  const { request } = withAnswers(respond);
  await expect(request({ route: 'GET /api/health', response })).rejects.toMatchObject({
    code,
  });
});

const throttled = () => Response.json({ message: 'Too Many Requests' }, { status: 429 });

test('what the gateway had no room for is sent again after a second, three times in all', async () => {
  const { request, sent, platform } = withAnswers(throttled, throttled, ok);
  const answered = request({ route: 'GET /api/health', response });
  await platform.advance(0);
  expect(sent).toHaveLength(1);
  await platform.advance(999);
  expect(sent).toHaveLength(1);
  await platform.advance(1_001);
  await expect(answered).resolves.toEqual({ ok: true });

  const again = withAnswers(throttled, throttled, throttled);
  const refused = again.request({ route: 'GET /api/health', response }).catch((error) => error);
  await again.platform.advance(10_000);
  expect(await refused).toMatchObject({ code: 'rate_limited', retry_after: 1 });
  expect(again.sent).toHaveLength(3);
});

test('what the server itself refuses for now is not sent again, and says when it may be', async () => {
  const { request, sent } = withAnswers(() =>
    Response.json(
      { error: { code: 'rate_limited', message: 'too many' } },
      { status: 429, headers: { 'retry-after': '17' } },
    ),
  );
  await expect(request({ route: 'GET /api/health', response })).rejects.toMatchObject({
    code: 'rate_limited',
    retry_after: 17,
  });
  expect(sent).toHaveLength(1);
});

test('an answer without content can be read', async () => {
  const { request } = withAnswers(() => new Response(null, { status: 204 }));
  const call = { route: 'PUT /api/support_chat/contact', body: {}, response: v.unknown() } as const;
  await expect(request(call)).resolves.toBeUndefined();
});

test('whether the server can be reached is told to the link', async () => {
  const { request, heard } = withAnswers(() => Promise.reject(new TypeError('network')), ok);
  const call = { route: 'GET /api/health', response } as const;
  await request(call).catch(() => {});
  await request(call);
  expect(heard).toEqual(['unreachable', 'reachable']);
});

test.each([
  ['an error of the server', () => Response.json({ message: 'down' }, { status: 503 })],
  ['the page of a proxy', () => new Response('<h1>Sign in to the Wi-Fi</h1>')],
])('%s counts as not reachable', async (_case, respond) => {
  const { request, heard } = withAnswers(respond);
  await request({ route: 'GET /api/health', response }).catch(() => {});
  expect(heard).toEqual(['unreachable']);
});

test('a request leaves no timer behind', async () => {
  const { request, platform } = withAnswers();
  await request({ route: 'GET /api/health', response });
  expect(platform.timers()).toBe(0);
});
