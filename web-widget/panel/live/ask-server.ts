import * as v from 'valibot';
import type { RouteKey } from '../../../protocol/index.ts';
import { refusalOf, retryAfter } from '../../../web-client/request.ts';

/** A request that hangs would hold up everything that waits for its response. */
const RESPONSE_TIMEOUT_MS = 15_000;

/**
 * A request beside the chat's own. Throws `ApiError` with the response's code; rejects, too, without a
 * response in 15 s.
 */
export async function askServer<S extends v.GenericSchema>(
  origin: string,
  route: RouteKey,
  schema: S,
  token?: string | undefined,
  body?: object,
): Promise<v.InferOutput<S>> {
  const [method, path = ''] = route.split(' ');
  const response = await fetch(origin + path, {
    method,
    signal: AbortSignal.timeout(RESPONSE_TIMEOUT_MS),
    headers: token ? { authorization: `Bearer ${token}` } : {},
    body: body ? JSON.stringify(body) : null,
  });
  const given: unknown = await response.json().catch(() => undefined);
  if (response.ok) return v.parse(schema, given);
  throw refusalOf(response.status, given, retryAfter(response.headers));
}
