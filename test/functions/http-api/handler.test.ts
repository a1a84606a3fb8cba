import { beforeAll, expect, test, vi } from 'vitest';
import { NO_LIMITS } from '../../support/environment.ts';

const VARIABLES = {
  AWS_REGION: 'us-east-1',
  TABLE_NAME: 'support-chat',
  VERSION: '1.2.3',
  INBOX_SHARDS: '1',
  RETENTION_DAYS: '0',
  LIMITS: JSON.stringify(NO_LIMITS),
  PAGE_PARAMETERS: '',
  IDENTITY_SECRET_ARN: 'arn',
  ADMIN_CLAIM: 'groups',
  ADMIN_CLAIM_VALUE: 'admins',
  PUBLIC_URL: 'https://chat.example',
  ALLOWED_ORIGINS: 'https://shop.example',
  SITE_NAME: 'Shop',
  SITE_URL: 'https://shop.example',
  VISITORS: 'on',
  EDGE_PROOF: 'proof',
};

let handle: (event: unknown) => Promise<unknown>;
beforeAll(async () => {
  for (const [name, value] of Object.entries(VARIABLES)) vi.stubEnv(name, value);
  const { handler } = await import('../../../functions/http-api/index.ts');
  vi.unstubAllEnvs();
  handle = (event) => Promise.resolve(Reflect.apply(handler, undefined, [event, {}]));
});

const anEvent = (routeKey: string, method: string) => ({
  routeKey,
  requestContext: { http: { method, path: '/api/health' } },
});

test('a preflight request that reaches the function gets 204', async () => {
  expect(await handle(anEvent('$default', 'OPTIONS'))).toMatchObject({ statusCode: 204, body: '' });
});

test('an unknown route gets 404', async () => {
  expect(await handle(anEvent('$default', 'GET'))).toMatchObject({ statusCode: 404 });
});

test('the gateway may send null for empty parts', async () => {
  const event = {
    ...anEvent('GET /api/health', 'GET'),
    headers: null,
    queryStringParameters: null,
    pathParameters: null,
    body: null,
  };
  expect(await handle(event)).toMatchObject({ statusCode: 200 });
});
