import type { Table } from '../../functions/data/table.ts';
import { ChatError } from '../../functions/domain/errors.ts';
import type { HttpRequest } from '../../functions/http-api/request.ts';
import { routes } from '../../functions/http-api/routes/index.ts';
import type { Services } from '../../functions/http-api/services.ts';
import { keysOf } from '../../functions/identity/keys.ts';
import { signToken } from '../../functions/identity/tokens.ts';
import type { RouteKey } from '../../protocol/index.ts';
import type { Database } from './database.ts';
import { COMMON_ENVIRONMENT } from './environment.ts';

/** The signing keys of the deployment. */
export const keys = keysOf(JSON.stringify({ current: 'a-secret-that-is-long-enough-0123456789' }));

/** A token as the company's server signs it. */
export const userToken = (sub: string, claims: { email?: string; name?: string } = {}) =>
  signToken(keys.user, { sub, ...claims }, new Date(Date.now() + 60_000));

/** A request as the gateway passes it on, without a token. */
export const aRequest = (given: Partial<HttpRequest> = {}): HttpRequest => ({
  requestId: undefined,
  routeKey: '',
  method: 'POST',
  query: {},
  params: {},
  token: undefined,
  claims: undefined,
  headers: {},
  sourceIp: '192.0.2.1',
  json: () => ({}),
  ...given,
});

/** The services of the routes, in a deployment for `https://shop.example`. */
export const httpServices = (
  table: Table,
  { environment, now = () => new Date() }: HttpServicesOptions = {},
): Services => ({
  environment: {
    ...COMMON_ENVIRONMENT,
    SITE_NAME: 'Shop',
    SITE_URL: 'https://shop.example',
    VISITORS: true,
    EDGE_PROOF: 'proof',
    ...environment,
  },
  table,
  keys: async () => keys,
  log: () => {},
  now,
});
type HttpServicesOptions = {
  readonly environment?: Partial<Services['environment']>;
  readonly now?: () => Date;
};

/** Calls a route without the gateway; returns its response, or the code of its error. */
export async function askRoute(
  { table }: Pick<Database, 'table'>,
  key: RouteKey,
  { body = {}, ...request }: Partial<HttpRequest> & { body?: object } = {},
  environment: Partial<Services['environment']> = {},
): Promise<{ status: number; body: unknown } | { code: string }> {
  const route = routes.find((one) => one.key === key);
  if (!route) throw new Error(`There is no route ${key}.`);
  const whole = aRequest({
    ...{ routeKey: key, method: key.split(' ')[0] ?? '', json: () => body },
    ...request,
  });
  try {
    const answer = await route.respond(whole, httpServices(table, { environment }));
    return { status: answer.statusCode, body: answer.body ? JSON.parse(answer.body) : undefined };
  } catch (error) {
    if (error instanceof ChatError) return { code: error.code };
    throw error;
  }
}
