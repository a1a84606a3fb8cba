import type * as v from 'valibot';
import { NoQuerySchema, type RouteKey } from '../../protocol/index.ts';
import type { Admin, User } from '../domain/actor.ts';
import { UnauthorizedError } from '../domain/errors.ts';
import { adminOf, claimsOfVerifiedToken } from '../identity/admins.ts';
import { verifyUser } from '../identity/users.ts';
import { parseInput } from '../middleware/parse.ts';
import type { HttpRequest } from './request.ts';
import type { HttpResponse } from './response.ts';
import type { Services } from './services.ts';

/** A route of the HTTP API. */
export type Route = {
  readonly key: RouteKey;
  respond(request: HttpRequest, services: Services): Promise<HttpResponse>;
};

/** The caller, by the kind of caller that a route requires. */
type Callers = { user: User; admin: Admin; anyone: undefined };

type Definition<C extends keyof Callers, Q extends v.GenericSchema, B extends v.GenericSchema> = {
  /** `user`: by the token of a visitor or signed-in user. `admin`: by the gateway's authorizer. */
  caller: C;
  query?: Q;
  body?: B;
  handle(
    call: {
      actor: Callers[C];
      query: v.InferOutput<Q>;
      body: v.InferOutput<B>;
      request: HttpRequest;
      now: Date;
    },
    services: Services,
  ): Promise<HttpResponse>;
};

/**
 * Defines a route: who may call it, its input, and its handler. The caller is checked before the
 * input, so that errors reveal nothing without a token.
 */
export function defineRoute<
  C extends keyof Callers,
  Q extends v.GenericSchema = typeof NoQuerySchema,
  B extends v.GenericSchema = v.UnknownSchema,
>(key: RouteKey, definition: Definition<C, Q, B>): Route {
  return {
    key,
    async respond(request, services) {
      const now = services.now();
      const actor = await CALLERS[definition.caller](request, services, now);
      const query = parseInput(definition.query ?? NoQuerySchema, request.query);
      const body = definition.body ? parseInput(definition.body, request.json()) : undefined;
      return definition.handle({ actor, query, body, request, now }, services);
    },
  };
}

type Identify<T> = (request: HttpRequest, services: Services, now: Date) => Promise<T>;

const CALLERS: { [C in keyof Callers]: Identify<Callers[C]> } = {
  async user({ token }, services, now) {
    if (!token) throw new UnauthorizedError();
    return (await verifyUser(await services.keys(now), token, now)).user;
  },
  async admin({ token, claims }, services) {
    if (!token || !claims) throw new UnauthorizedError();
    return adminOf(claimsOfVerifiedToken(token, claims), services.environment);
  },
  async anyone() {
    return undefined;
  },
};
