import type { Resource, Template } from '../types.ts';
import type { Addresses } from './addresses.ts';
import type { Assembly } from './assembly.ts';
import { resolveProperties } from './intrinsics.ts';
import { createScope, knownType, missing } from './scope.ts';

/**
 * The template with every intrinsic resolved and every cloud address replaced by the local one.
 * Throws an error of one sentence that names whatever the local run does not know.
 */
export function resolveTemplate(assembly: Assembly, addresses: Addresses): Template {
  const scope = createScope(assembly);
  const resources = new Map<string, Resource>();
  for (const [logicalId, raw] of Object.entries(assembly.template.Resources)) {
    if (raw.Condition !== undefined && !scope.condition(raw.Condition)) continue;
    const type = knownType(logicalId, raw);
    const properties = addresses.rewrite(resolveProperties(raw.Properties, scope));
    resources.set(logicalId, { logicalId, type, properties });
  }
  return {
    ofType: (type) => [...resources.values()].filter((resource) => resource.type === type),
    get: (logicalId) => resources.get(logicalId) ?? missing(`resource ${logicalId}`),
    asset: (name) => assembly.assets.get(name) ?? missing(`asset ${name}`),
  };
}
