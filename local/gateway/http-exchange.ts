import type { IncomingMessage, ServerResponse } from 'node:http';

export type Header = readonly [name: string, value: string];

/** A request as it stands between a viewer and what answers it. */
export type HttpRequest = {
  readonly method: string;
  /** Still percent-encoded, beginning with `/`. */
  readonly path: string;
  /** Still encoded, without the question mark; empty where there is none. */
  readonly query: string;
  /** In the order and the case in which they came. */
  readonly headers: readonly Header[];
  /** The address of the last sender, which behind a distribution is not the viewer's. */
  readonly sender: string;
  readonly body: Buffer;
};

export type HttpAnswer = {
  readonly status: number;
  readonly headers: readonly Header[];
  readonly body: Buffer | string;
};

/** The body is larger than the gateway takes. */
export class BodyTooLargeError extends Error {
  override readonly name = 'BodyTooLargeError';
}

/** The request without its body. */
export function readHead(req: IncomingMessage): HttpRequest {
  const target = req.url ?? '/';
  const mark = target.indexOf('?');
  return {
    method: req.method ?? 'GET',
    path: mark === -1 ? target : target.slice(0, mark),
    query: mark === -1 ? '' : target.slice(mark + 1),
    headers: pairs(req.rawHeaders),
    sender: req.socket.remoteAddress ?? '127.0.0.1',
    body: Buffer.alloc(0),
  };
}

/** The whole request. Rejects with `BodyTooLargeError` once the body passes the limit. */
export async function readRequest(req: IncomingMessage, limitBytes: number): Promise<HttpRequest> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of req) {
    sizeBytes += chunk.length;
    if (sizeBytes > limitBytes) throw new BodyTooLargeError();
    chunks.push(chunk);
  }
  return { ...readHead(req), body: Buffer.concat(chunks) };
}

export function sendAnswer(res: ServerResponse, answer: HttpAnswer, method = 'GET'): void {
  for (const [name, value] of answer.headers) res.appendHeader(name, value);
  const hasBody = answer.status !== 204 && answer.status !== 304;
  if (hasBody) res.setHeader('content-length', Buffer.byteLength(answer.body));
  res.writeHead(answer.status);
  res.end(hasBody && method !== 'HEAD' ? answer.body : undefined);
}

/** Every value of a header, joined by commas; undefined where it is not there. */
export function headerOf(headers: readonly Header[], name: string): string | undefined {
  const values = headers.filter(([key]) => key.toLowerCase() === name).map(([, value]) => value);
  return values.length === 0 ? undefined : values.join(',');
}

/** The headers with one of them replaced or, for undefined, taken out. */
export function withHeader(
  headers: readonly Header[],
  name: string,
  value: string | undefined,
): Header[] {
  const others = headers.filter(([key]) => key.toLowerCase() !== name);
  return value === undefined ? others : [...others, [name, value]];
}

function pairs(rawHeaders: readonly string[]): Header[] {
  const found: Header[] = [];
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    found.push([rawHeaders[index] ?? '', rawHeaders[index + 1] ?? '']);
  }
  return found;
}
