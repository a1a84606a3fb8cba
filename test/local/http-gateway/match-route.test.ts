import { expect, test } from 'vitest';
import { matchRoute } from '../../../local/http-gateway/match-route.ts';

const routes = [
  '$default',
  'ANY /api/admin/{proxy+}',
  'GET /api/admin/chats/{id}',
  'GET /api/admin/chats/mine',
  'POST /api/admin/chats/{id}/archive',
  'ANY /api/both',
  'GET /api/both',
].map((key) => ({ key }));

test.each([
  ['GET', '/api/admin/chats/7', 'GET /api/admin/chats/{id}', { id: '7' }],
  ['GET', '/api/admin/chats/mine', 'GET /api/admin/chats/mine', {}],
  ['POST', '/api/admin/chats/7/archive', 'POST /api/admin/chats/{id}/archive', { id: '7' }],
  ['POST', '/api/admin/chats/7', 'ANY /api/admin/{proxy+}', { proxy: 'chats/7' }],
  ['GET', '/api/admin/chats/', 'ANY /api/admin/{proxy+}', { proxy: 'chats/' }],
  ['GET', '/api/admin/', '$default', {}],
  ['GET', '/api/both', 'GET /api/both', {}],
  ['PUT', '/api/both', 'ANY /api/both', {}],
  ['GET', '/elsewhere', '$default', {}],
])('%s %s is for %s', (method, path, key, parameters) => {
  expect(matchRoute(routes, method, path)).toMatchObject({ route: { key }, parameters });
});

test('without a default route, what fits nowhere has no route', () => {
  expect(matchRoute([{ key: 'GET /api/health' }], 'GET', '/api')).toBeUndefined();
});
