import * as v from 'valibot';
import type { Route } from '../gateway/api-definition.ts';

/** `$request.body.action` and the like: the one form that selects a route by a field of the frame. */
export const RouteSelectionSchema = v.pipe(
  v.string(),
  v.regex(/^\$request\.body\.\w+$/, 'this route selection expression is not supported'),
  v.transform((expression) => expression.slice('$request.body.'.length)),
);

/** The route of one text frame. What names no route, or is no JSON object, goes to `$default`. */
export function selectRoute(
  routes: readonly Route[],
  field: string,
  text: string,
): Route | undefined {
  const key = fieldOf(text, field);
  const named = key?.startsWith('$') ? undefined : routes.find((route) => route.key === key);
  return named ?? routes.find((route) => route.key === '$default');
}

function fieldOf(text: string, field: string): string | undefined {
  const parsed = v.safeParse(frameSchema, text);
  const value = parsed.success ? parsed.output[field] : undefined;
  return typeof value === 'string' ? value : undefined;
}

const frameSchema = v.pipe(v.string(), v.parseJson(), v.record(v.string(), v.unknown()));
