import type { Resource } from '../types.ts';
import { type Naming, namesOf } from './resource-names.ts';

/** What `Ref` gives for a resource elsewhere in the template. */
export function refOf(resource: Resource): string {
  const names = namesOf(resource.type);
  if (names === undefined) throw new Error(`The local run has no stand-in for ${resource.type}.`);
  return names.ref(namingOf(resource));
}

/** What `Fn::GetAtt` gives for a resource elsewhere in the template. */
export function attributeOf(resource: Resource, attribute: string): string {
  const value = namesOf(resource.type)?.attributes[attribute];
  if (value !== undefined) return value(namingOf(resource));
  throw new Error(`The local run does not know the attribute ${attribute} of ${resource.type}.`);
}

function namingOf({ logicalId, properties }: Resource): Naming {
  return {
    logicalId,
    property: (name) => {
      const value = properties[name];
      return typeof value === 'string' ? value : undefined;
    },
  };
}
