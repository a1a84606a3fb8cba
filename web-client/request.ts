import * as v from 'valibot';
import { ErrorBodySchema, type ErrorCode, type RouteKey } from '../protocol/index.ts';
import { ApiError, NoResponseError } from './api-error.ts';
import type { Tokens } from './tokens.ts';
import type { Platform } from './types.ts';

/** A response that takes longer counts as none: API Gateway itself gives up after 29 s. */
const RESPONSE_TIMEOUT_MS = 30_000;
/** What the gateway turns away has reached nothing, so it can be sent again whatever it is. */
const THROTTLED_TRIES = 3;
const THROTTLED_MS = 1_000;

type Query = Record<string, string | number | boolean | undefined>;
export type Call<S extends v.GenericSchema> = {
  route: RouteKey;
  /** What stands for the one `{…}` in the route's path. */
  id?: string;
  query?: Query;
  body?: unknown;
  response: S;
};
export type Request = <S extends v.GenericSchema>(call: Call<S>) => Promise<v.InferOutput<S>>;

/** What the connection manager learns from the calls of the API. */
export type RequestEvents = {
  /** Not without a token, not by an error of the server, nor by the page of something in between. */
  reachable(isReachable: boolean): void;
  /** The server refused a token just renewed. */
  refused(): void;
};

/**
 * Makes the one function that speaks HTTP. It renews the token once when it is refused, sends again
 * what the gateway had no room for, and throws nothing but `ApiError`: `internal` when there was no
 * response or none that can be read.
 */
export function createRequest(
  platform: Platform,
  origin: string,
  tokens: Tokens,
  on: RequestEvents,
): Request {
  return async ({ route, id, query, body, response: schema }) => {
    const [method, path = ''] = route.split(' ');
    const url = origin + path.replace(/{.+}/, encodeURIComponent(id ?? '')) + queryText(query);
    const init = { method, ...(body !== undefined && { body: JSON.stringify(body) }) };

    let reached = await exchange(await tokenFrom(tokens.get, on), url, init);
    if (reached.status === 401) {
      reached = await exchange(await tokenFrom(tokens.renew, on), url, init);
      if (reached.status === 401) on.refused();
    }
    return readResponse(reached, schema);
  };

  async function exchange(token: string, url: string, init: RequestInit): Promise<Exchanged> {
    for (let tries = 1; ; tries += 1) {
      const reached = await exchangeOnce(token, url, init);
      const isThrottled = reached.status === 429 && !v.is(ErrorBodySchema, reached.body);
      if (!isThrottled || tries === THROTTLED_TRIES) return reached;
      await new Promise<void>((resolve) => void platform.after(THROTTLED_MS, resolve));
    }
  }

  async function exchangeOnce(token: string, url: string, init: RequestInit): Promise<Exchanged> {
    const abort = new AbortController();
    const cancel = platform.after(RESPONSE_TIMEOUT_MS, () => abort.abort());
    const headers = {
      authorization: `Bearer ${token}`,
      ...(init.body !== undefined && { 'content-type': 'application/json' }),
    };
    try {
      const response = await platform.fetch(url, { ...init, headers, signal: abort.signal });
      const { status } = response;
      const text = await response.text();
      const body = parseJson(text);
      on.reachable(status < 500 && (body !== undefined || text === ''));
      return { status, body, retry_after: retryAfter(response.headers) };
    } catch {
      on.reachable(false);
      throw new NoResponseError();
    } finally {
      cancel();
    }
  }
}

type Exchanged = { status: number; body: unknown; retry_after: number };

async function tokenFrom(get: () => Promise<string>, on: RequestEvents): Promise<string> {
  try {
    return await get();
  } catch (error) {
    on.reachable(false);
    throw error instanceof ApiError ? error : new ApiError('internal', 'no token');
  }
}

function readResponse<S extends v.GenericSchema>(
  { status, body, retry_after }: Exchanged,
  schema: S,
): v.InferOutput<S> {
  if (status < 400) {
    const parsed = v.safeParse(schema, body);
    if (parsed.success) return parsed.output;
    throw new ApiError('internal', 'unreadable response');
  }
  throw refusalOf(status, body, retry_after);
}

/** The gateway responds without our error body, and only its 401 and 429 say something for sure. */
export function refusalOf(status: number, body: unknown, retry_after: number): ApiError {
  const refusal = v.safeParse(ErrorBodySchema, body);
  const { code, message } = refusal.success
    ? refusal.output.error
    : { code: GATEWAY_CODES[status] ?? 'internal', message: `status ${status}` };
  return new ApiError(code, message, code === 'rate_limited' ? retry_after : undefined);
}

const GATEWAY_CODES: Readonly<Record<number, ErrorCode>> = {
  401: 'unauthorized',
  429: 'rate_limited',
};

/** The seconds that the server asks to wait; one where it does not say. */
export const retryAfter = (headers: Headers): number =>
  Number(headers.get('retry-after')) || THROTTLED_MS / 1_000;

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function queryText(query: Query = {}): string {
  const given = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : `${name}=${encodeURIComponent(value)}`,
  );
  return given.length > 0 ? `?${given.join('&')}` : '';
}
