import * as v from 'valibot';

/** Rate limits in place of those that were deployed: none at all, or some with other values. */
export type LocalLimits = 'off' | Readonly<Record<string, number | 'off'>>;

const VARIABLE = 'LIMITS';
const limitsSchema = v.pipe(v.string(), v.parseJson(), v.record(v.string(), v.unknown()));

/** The same template, its functions with other rate limits in their environment. */
export function withLimits(raw: unknown, limits: LocalLimits): unknown {
  return JSON.parse(JSON.stringify(raw), (name, value: unknown) =>
    name === VARIABLE ? replace(v.parse(limitsSchema, value), limits) : value,
  );
}

function replace(deployed: Readonly<Record<string, unknown>>, limits: LocalLimits): string {
  const others =
    limits === 'off'
      ? Object.fromEntries(Object.keys(deployed).map((name) => [name, 'off']))
      : limits;
  return JSON.stringify({ ...deployed, ...others });
}
