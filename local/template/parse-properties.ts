import * as v from 'valibot';
import type { Resource } from '../types.ts';

/**
 * A resource's properties as the schema says. Throws an error of one sentence that names the
 * resource and the property that is missing or not supported.
 */
export function parseProperties<S extends v.GenericSchema>(
  resource: Resource,
  schema: S,
): v.InferOutput<S> {
  const parsed = v.safeParse(schema, resource.properties);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  const path = v.getDotPath(issue) ?? 'properties';
  throw new Error(`${resource.type} ${resource.logicalId}: ${path}: ${issue.message}.`);
}
