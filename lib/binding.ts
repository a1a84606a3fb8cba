import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';

/**
 * What a function needs to use one resource: the variables that name it and the rights to it.
 * Both come together, so no function knows a resource that it has no right to.
 */
export type Binding<V extends string = string> = {
  readonly variables: Readonly<Record<V, string>>;
  readonly statements: readonly PolicyStatement[];
};

/** Merges bindings. The type lists all their variables, so a missing one is a type error. */
export function mergeBindings<B extends readonly Binding[]>(
  ...bindings: B
): Binding<VariableOf<B[number]>> {
  return {
    // `Object.fromEntries` loses the names in its type. They are those of the bindings.
    variables: Object.fromEntries(
      bindings.flatMap(({ variables }) => Object.entries(variables)),
    ) as Record<VariableOf<B[number]>, string>,
    statements: bindings.flatMap(({ statements }) => statements),
  };
}

/** Plain values that need no right. */
export function envBinding<V extends string>(variables: Readonly<Record<V, string>>): Binding<V> {
  return { variables, statements: [] };
}

type VariableOf<B> = B extends {
  readonly variables: Readonly<Record<infer V extends string, string>>;
}
  ? V
  : never;
