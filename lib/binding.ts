import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';

/**
 * What a function needs of one resource: the variables that name it, and the rights to use it.
 * Both travel together, so that no function knows a resource that it may not touch.
 */
export type Binding<V extends string = string> = {
  readonly variables: Readonly<Record<V, string>>;
  readonly statements: readonly PolicyStatement[];
};

/** Several bindings as one. The type lists all their variables, which is how a missing one shows. */
export function mergeBindings<B extends readonly Binding[]>(
  ...bindings: B
): Binding<VariableOf<B[number]>> {
  return {
    // Object.fromEntries forgets which names it was given; they are those of the bindings.
    variables: Object.fromEntries(
      bindings.flatMap(({ variables }) => Object.entries(variables)),
    ) as Record<VariableOf<B[number]>, string>,
    statements: bindings.flatMap(({ statements }) => statements),
  };
}

/** Plain values that come with no right. */
export function envBinding<V extends string>(variables: Readonly<Record<V, string>>): Binding<V> {
  return { variables, statements: [] };
}

type VariableOf<B> = B extends {
  readonly variables: Readonly<Record<infer V extends string, string>>;
}
  ? V
  : never;
