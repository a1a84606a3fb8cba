import { expect, test } from 'vitest';
import { loadViewerFunction } from '../../../local/sites/viewer-function.ts';
import { aRequest } from '../http-gateway/a-request.ts';
import { aTemplate } from '../template/an-assembly.ts';

function load(FunctionCode: string) {
  const resources = { Edge: { Type: 'AWS::CloudFront::Function', Properties: { FunctionCode } } };
  const arn = 'arn:aws:cloudfront::000000000000:function/Edge';
  return loadViewerFunction(aTemplate({ resources }), arn);
}

test('[L3] a function may send a request to another file', async () => {
  const run = load(`function handler({ request }) {
    if (!request.uri.includes('.')) request.uri = '/admin/index.html';
    return request;
  }`);
  const headers = { Accept: 'text/html', 'x-a': '1' };
  const page = await run(aRequest('GET /admin/chats/7?a=1&a=2&b=%20', { headers }));
  expect(page).toMatchObject({
    request: {
      path: '/admin/index.html',
      query: 'a=1&a=2&b=%20',
      headers: [
        ['accept', 'text/html'],
        ['x-a', '1'],
      ],
    },
  });
  const file = await run(aRequest('GET /admin/app.js'));
  expect(file).toMatchObject({ request: { path: '/admin/app.js' } });
});

test('[L3] a function may answer itself', async () => {
  const run = load(`async function handler(event) {
    return { statusCode: 301, headers: { location: { value: event.request.uri + '/' } } };
  }`);
  expect(await run(aRequest('GET /admin'))).toEqual({
    answer: { status: 301, headers: [['location', '/admin/']], body: '' },
  });
});

test.each([
  ['throws', 'function handler() { throw new Error("x") }'],
  ['gives nothing back', 'function handler() {}'],
  ['reaches for Node', 'function handler(e) { return process.env && e.request }'],
  ['never ends', 'function handler() { for (;;); }'],
])('[L3] a function that %s is answered with 503', async (_, code) => {
  expect(await load(code)(aRequest('GET /'))).toMatchObject({ answer: { status: 503 } });
});
