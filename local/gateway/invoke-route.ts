import { arn } from '../template/resource-names.ts';
import type { Functions } from '../types.ts';
import type { ApiDefinition, Route } from './api-definition.ts';

export type RouteResult =
  | { ok: true; payload: unknown }
  /** The gateway may not invoke the function, it failed, or it took longer than the gateway waits. */
  | { ok: false; reason: 'not_permitted' | 'failed' | 'timed_out' };

/** Hands an event to a route's function, as far as the template lets the gateway invoke it. */
export async function invokeRoute(
  functions: Functions,
  api: ApiDefinition,
  route: Route,
  event: unknown,
): Promise<RouteResult> {
  const { functionArn, timeoutMs } = route;
  if (!functions.mayInvoke('apigateway.amazonaws.com', functionArn, sourceArn(api, route))) {
    return { ok: false, reason: 'not_permitted' };
  }
  let timer: NodeJS.Timeout | undefined;
  const timedOut = new Promise<RouteResult>((resolve) => {
    timer = setTimeout(resolve, timeoutMs, { ok: false, reason: 'timed_out' });
    timer.unref();
  });
  const done = functions
    .invoke(functionArn, event)
    .then((result): RouteResult => (result.ok ? result : { ok: false, reason: 'failed' }));
  return Promise.race([done, timedOut]).finally(() => clearTimeout(timer));
}

function sourceArn({ id, stage }: ApiDefinition, { key }: Route): string {
  return arn('execute-api', `${id}/${stage}/${key.replace(' ', '')}`);
}
