import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import * as v from 'valibot';
import { type HttpRequest, headerOf } from '../gateway/http-exchange.ts';
import type { RouteResult } from '../gateway/invoke-route.ts';

export type Verdict =
  /** The subprotocol is named only when the function named it. */
  { accepted: true; subprotocol: string | undefined } | { accepted: false; status: number };

/** What `$connect` decided: its own status refuses, and a function that failed refuses too. */
export function readVerdict(result: RouteResult): Verdict {
  if (!result.ok) return { accepted: false, status: FAILURE_STATUS[result.reason] };
  const parsed = v.safeParse(answerSchema, result.payload);
  if (!parsed.success) return { accepted: false, status: 502 };
  const { statusCode, headers } = parsed.output;
  if (statusCode < 200 || statusCode > 299) return { accepted: false, status: statusCode };
  const subprotocol = headerOf(Object.entries(headers), 'sec-websocket-protocol');
  return { accepted: true, subprotocol };
}

/** Whether this is a WebSocket handshake at all, which is checked before any function runs. */
export function isHandshake({ method, headers }: HttpRequest): boolean {
  return (
    method === 'GET' &&
    headerOf(headers, 'upgrade')?.toLowerCase() === 'websocket' &&
    headerOf(headers, 'sec-websocket-version') === '13' &&
    /^[+/0-9A-Za-z]{22}==$/.test(headerOf(headers, 'sec-websocket-key') ?? '')
  );
}

/** Ends a handshake with a plain HTTP answer. */
export function refuseHandshake(socket: Duplex, status: number, requestId: string): void {
  const reason = STATUS_CODES[status] ?? 'Refused';
  const body = JSON.stringify({ message: reason, requestId });
  const head = [
    `HTTP/1.1 ${status} ${reason}`,
    'Connection: close',
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}

const FAILURE_STATUS = { not_permitted: 500, failed: 502, timed_out: 504 } as const;

const answerSchema = v.object({
  statusCode: v.pipe(v.number(), v.integer(), v.minValue(200), v.maxValue(599)),
  headers: v.nullish(v.record(v.string(), v.string()), {}),
});
