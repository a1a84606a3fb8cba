import type { Assembly, RawResource } from './assembly.ts';
import { NO_VALUE, resolveCondition, resolveValue, type Scope } from './intrinsics.ts';
import { ACCOUNT, type Naming, namesOf, REGION } from './resource-names.ts';

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

/** The resource's type. Throws when the local run has no stand-in for it. */
export function knownType(logicalId: string, { Type }: RawResource): string {
  if (namesOf(Type) !== undefined) return Type;
  throw new Error(`The local run has no stand-in for ${Type} (${logicalId}).`);
}

/** Stops the start by the name of what is unknown. */
export function missing(what: string): never {
  throw new Error(`The local run does not know the ${what}.`);
}
