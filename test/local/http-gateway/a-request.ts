import type { Header, HttpRequest } from '../../../local/gateway/http-exchange.ts';

type Given = { headers?: Record<string, string>; body?: string };

/** A request by its first line, such as `GET /api/health?x=1`. */
export function aRequest(line: string, { headers = {}, body = '' }: Given = {}): HttpRequest {
  const [method = '', target = ''] = line.split(' ');
  const [path = '', query = ''] = target.split('?');
  const pairs = Object.entries(headers).map(([name, value]): Header => [name, value]);
  return { method, path, query, headers: pairs, sender: '203.0.113.9', body: Buffer.from(body) };
}
