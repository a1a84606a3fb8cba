export type RouteMatch<R> = {
  readonly route: R;
  /** The path's variable parts, by the names that the route gives them. */
  readonly parameters: Readonly<Record<string, string>>;
};

/**
 * The route that API Gateway picks for a decoded path: the most specific one wins, a fixed segment
 * before `{name}` before `{name+}`, a method before `ANY`, and `$default` when nothing else fits.
 */
export function matchRoute<R extends { readonly key: string }>(
  routes: readonly R[],
  method: string,
  path: string,
): RouteMatch<R> | undefined {
  const [best] = routes
    .flatMap((route) => candidate(route, method, path) ?? [])
    .sort((left, right) => (left.rank < right.rank ? -1 : 1));
  return best;
}

type Candidate<R> = RouteMatch<R> & { readonly rank: string };

function candidate<R extends { readonly key: string }>(
  route: R,
  method: string,
  path: string,
): Candidate<R> | undefined {
  if (route.key === '$default') return { route, parameters: {}, rank: LAST };
  const [routeMethod = '', pattern = ''] = route.key.split(' ');
  if (routeMethod !== 'ANY' && routeMethod !== method) return undefined;
  const segments = pattern.split('/');
  const parameters = readParameters(segments, path.split('/'));
  if (parameters === undefined) return undefined;
  const rank = segments.map(rankOf).join('') + (routeMethod === 'ANY' ? '1' : '0');
  return { route, parameters, rank };
}

const LAST = '9';

function rankOf(segment: string): string {
  if (segment.endsWith('+}')) return '2';
  return segment.startsWith('{') ? '1' : '0';
}

function readParameters(
  pattern: readonly string[],
  path: readonly string[],
): Record<string, string> | undefined {
  const parameters: Record<string, string> = {};
  for (const [index, segment] of pattern.entries()) {
    const given = path[index];
    if (given === undefined) return undefined;
    if (segment.endsWith('+}')) {
      const rest = path.slice(index).join('/');
      return rest === '' ? undefined : { ...parameters, [segment.slice(1, -2)]: rest };
    }
    if (!segment.startsWith('{')) {
      if (segment !== given) return undefined;
    } else if (given === '') {
      return undefined;
    } else {
      parameters[segment.slice(1, -1)] = given;
    }
  }
  return pattern.length === path.length ? parameters : undefined;
}
