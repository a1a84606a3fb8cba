import type { Resource, Template } from '../parts.ts';
import type { Addresses } from './addresses.ts';
import type { Assembly, RawResource } from './assembly.ts';
import {
  NO_VALUE,
  resolveCondition,
  resolveProperties,
  resolveValue,
  type Scope,
} from './intrinsics.ts';
import { ACCOUNT, type Naming, namesOf, REGION } from './resource-names.ts';

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

/** Looks up what intrinsics refer to. Names of resources come from one table, not from properties. */
export function createScope({ template, stackName }: Assembly): Scope {
  const pseudo: Readonly<Record<string, unknown>> = {
    'AWS::Region': REGION,
    'AWS::AccountId': ACCOUNT,
    'AWS::Partition': 'aws',
    'AWS::URLSuffix': 'amazonaws.com',
    'AWS::StackName': stackName,
    'AWS::StackId': `arn:aws:cloudformation:${REGION}:${ACCOUNT}:stack/${stackName}/local`,
    'AWS::NoValue': NO_VALUE,
  };
  const scope: Scope = {
    ref(name) {
      if (Object.hasOwn(pseudo, name)) return pseudo[name];
      if (Object.hasOwn(template.Parameters, name)) return parameter(name);
      return naming(name).names.ref(naming(name).resource);
    },
    attribute(logicalId, attribute) {
      const { names, resource, type } = naming(logicalId);
      const value = names.attributes[attribute];
      return value?.(resource) ?? missing(`attribute ${attribute} of ${logicalId} (${type})`);
    },
    condition(name) {
      if (!Object.hasOwn(template.Conditions, name)) missing(`condition ${name}`);
      return resolveCondition(template.Conditions[name], scope);
    },
    mapping(map, first, second) {
      return (
        template.Mappings[map]?.[first]?.[second] ?? missing(`mapping ${map}.${first}.${second}`)
      );
    },
  };
  return scope;

  function parameter(name: string): unknown {
    const { Type, Default } = template.Parameters[name] ?? missing(`parameter ${name}`);
    if (Default === undefined || String(Type).startsWith('AWS::'))
      missing(`value of parameter ${name}`);
    return Default;
  }

  function naming(logicalId: string) {
    const raw = template.Resources[logicalId] ?? missing(`resource ${logicalId}`);
    const type = knownType(logicalId, raw);
    const names = namesOf(type) ?? missing(`resource type ${type}`);
    const resource: Naming = {
      logicalId,
      property: (property) => {
        const value = resolveValue(raw.Properties[property], scope);
        return typeof value === 'string' ? value : undefined;
      },
    };
    return { type, names, resource };
  }
}

function knownType(logicalId: string, { Type }: RawResource): string {
  if (namesOf(Type) !== undefined) return Type;
  throw new Error(`The local run has no stand-in for ${Type} (${logicalId}).`);
}

function missing(what: string): never {
  throw new Error(`The local run does not know the ${what}.`);
}
