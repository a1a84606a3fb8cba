import * as v from 'valibot';

/** What intrinsics look things up in. */
export type Scope = {
  ref(name: string): unknown;
  attribute(logicalId: string, attribute: string): unknown;
  condition(name: string): boolean;
  mapping(map: string, first: string, second: string): unknown;
};

/** The value of `AWS::NoValue`: the property or list entry is as if it were not written. */
export const NO_VALUE = Symbol('AWS::NoValue');

/**
 * The value with every intrinsic in it replaced. Throws an error that names an intrinsic the local
 * run does not know.
 */
export function resolveValue(value: unknown, scope: Scope): unknown {
  if (Array.isArray(value)) {
    return value.map((entry) => resolveValue(entry, scope)).filter((entry) => entry !== NO_VALUE);
  }
  if (typeof value === 'string') return plainText(value);
  if (typeof value !== 'object' || value === null) return value;
  const [only, ...others] = Object.entries(value);
  if (only !== undefined && others.length === 0 && isIntrinsic(only[0])) {
    return resolveIntrinsic(only[0], only[1], scope);
  }
  return resolveProperties(value, scope);
}

/** The values of an object that is no intrinsic itself, each resolved. */
export function resolveProperties(properties: object, scope: Scope): Record<string, unknown> {
  const resolved = Object.entries(properties).map(
    ([key, value]) => [key, resolveValue(value, scope)] as const,
  );
  return Object.fromEntries(resolved.filter(([, value]) => value !== NO_VALUE));
}

/** Whether a condition holds: what stands in the template's `Conditions`, or in `Fn::If`. */
export function resolveCondition(value: unknown, scope: Scope): boolean {
  return v.parse(v.boolean(), resolveValue(value, scope));
}

type Intrinsic = (input: unknown, scope: Scope) => unknown;

const text = v.union([v.string(), v.pipe(v.number(), v.transform(String))]);
const texts = v.array(text);

const INTRINSICS: Readonly<Record<string, Intrinsic>> = {
  Ref: (input, scope) => scope.ref(v.parse(v.string(), input)),
  'Fn::GetAtt': (input, scope) => {
    const path = typeof input === 'string' ? splitOnce(input) : input;
    const [logicalId, attribute] = v.parse(v.tuple([v.string(), v.string()]), path);
    return scope.attribute(logicalId, attribute);
  },
  'Fn::Join': (input, scope) => {
    const [separator, parts] = v.parse(v.tuple([v.string(), v.unknown()]), input);
    return v.parse(texts, resolveValue(parts, scope)).join(separator);
  },
  'Fn::Split': (input, scope) => {
    const [separator, whole] = v.parse(v.tuple([v.string(), v.unknown()]), input);
    return v.parse(text, resolveValue(whole, scope)).split(separator);
  },
  'Fn::Select': (input, scope) => {
    const [index, list] = v.parse(v.tuple([text, v.unknown()]), input);
    return v.parse(v.array(v.unknown()), resolveValue(list, scope))[Number(index)];
  },
  'Fn::Sub': substitute,
  'Fn::If': (input, scope) => {
    const [name, yes, no] = v.parse(v.tuple([v.string(), v.unknown(), v.unknown()]), input);
    return resolveValue(scope.condition(name) ? yes : no, scope);
  },
  'Fn::Equals': (input, scope) => {
    const [left, right] = v.parse(texts, resolveValue(input, scope));
    return left === right;
  },
  'Fn::And': (input, scope) => operands(input, scope).every(Boolean),
  'Fn::Or': (input, scope) => operands(input, scope).some(Boolean),
  'Fn::Not': (input, scope) => !operands(input, scope).every(Boolean),
  'Fn::FindInMap': (input, scope) => {
    const [map, first, second] = v.parse(
      v.tuple([v.string(), v.string(), v.string()]),
      resolveValue(input, scope),
    );
    return scope.mapping(map, first, second);
  },
};

function plainText(value: string): string {
  if (!value.includes('{{resolve:')) return value;
  throw new Error(`The local run does not know the dynamic reference ${value}.`);
}

function isIntrinsic(key: string): boolean {
  return key.startsWith('Fn::') || key === 'Ref';
}

function resolveIntrinsic(name: string, input: unknown, scope: Scope): unknown {
  const intrinsic = INTRINSICS[name];
  if (intrinsic === undefined)
    throw new Error(`The local run does not know the intrinsic ${name}.`);
  return intrinsic(input, scope);
}

function splitOnce(path: string): string[] {
  const dot = path.indexOf('.');
  return [path.slice(0, dot), path.slice(dot + 1)];
}

/** `{ "Condition": name }` is an intrinsic only here: in a policy the same key means another thing. */
function operands(input: unknown, scope: Scope): boolean[] {
  const named = v.object({ Condition: v.string() });
  return v
    .parse(v.array(v.unknown()), input)
    .map((entry) =>
      v.is(named, entry) ? scope.condition(entry.Condition) : resolveCondition(entry, scope),
    );
}

function substitute(input: unknown, scope: Scope): string {
  const withVariables = v.tuple([v.string(), v.record(v.string(), v.unknown())]);
  const [pattern, variables] =
    typeof input === 'string' ? [input, {}] : v.parse(withVariables, input);
  return pattern.replaceAll(/\$\{(!?)([^}]+)\}/g, (_, literal: string, name: string) => {
    if (literal === '!') return `\${${name}}`;
    if (Object.hasOwn(variables, name)) return String(resolveValue(variables[name], scope));
    const intrinsic = name.includes('.') ? { 'Fn::GetAtt': name } : { Ref: name };
    return String(resolveValue(intrinsic, scope));
  });
}
