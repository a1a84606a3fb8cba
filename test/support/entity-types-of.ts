import { ENTITY_TYPES, type EntityType } from '../../functions/data/entity-types.ts';

/** The names of the entity types whose keys an item has. */
export function entityTypesOf({ pk, sk }: Record<string, unknown>): string[] {
  const types: [string, EntityType][] = Object.entries(ENTITY_TYPES);
  return types
    .filter(([, type]) => type.pk.some((key) => matches(key, pk)) && matches(type.sk, sk))
    .map(([name]) => name);
}

const matches = (key: EntityType['sk'], text: unknown) =>
  typeof text === 'string' &&
  ('prefix' in key ? text.startsWith(key.prefix) : key.oneOf.includes(text));
