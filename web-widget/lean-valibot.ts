/**
 * What the widget needs of valibot, under its names: the build puts it in valibot's place. It says only
 * whether a value fits, and what comes out of it, where valibot also says why not; that is nine tenths
 * of its weight. A test holds each schema of the wire against the real one.
 */

const UNFIT = Symbol('unfit');

/** Yields what comes out of a value, or `UNFIT`. */
type Step = (value: unknown) => unknown;
type Schema = Step & {
  readonly entries?: Entries;
  /** Whether a key with this schema may be missing. */
  readonly isOptional?: boolean;
};
type Entries = Readonly<Record<string, Schema>>;

const fitting =
  (fits: (value: never) => boolean): Step =>
  (value) =>
    Reflect.apply(fits, undefined, [value]) ? value : UNFIT;
const typed = (type: string) => () => fitting((value) => typeof value === type);

export const string = typed('string');
export const boolean = typed('boolean');
export const number = () => fitting((value) => typeof value === 'number' && !Number.isNaN(value));
export const unknown = (): Step => (value) => value;
export const literal = (only: unknown) => fitting((value) => value === only);
export const picklist = (options: readonly unknown[]) =>
  fitting((value) => options.some((option) => option === value));

export const integer = () => fitting(Number.isInteger);
export const safeInteger = () => fitting(Number.isSafeInteger);
export const minValue = (least: number) => fitting((value: number) => value >= least);
export const maxValue = (most: number) => fitting((value: number) => value <= most);
export const maxLength = (most: number) => fitting((value: string) => value.length <= most);
export const nonEmpty = () => fitting((value: string) => value !== '');
export const regex = (pattern: RegExp) => fitting((value: string) => pattern.test(value));
export const check = fitting;
export const url = () => fitting(URL.canParse);
export const uuid = () => regex(/^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i);
export const rfcEmail = () =>
  regex(
    /^[\w.!#$%&'*+/=?^`{|}~-]+@[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?)*$/i,
  );
export const trim = () => transform((value: string) => value.trim());
export const toLowerCase = () => transform((value: string) => value.toLowerCase());
export const transform =
  (change: (value: never) => unknown): Step =>
  (value) =>
    Reflect.apply(change, undefined, [value]);

export const pipe =
  (...steps: readonly Step[]): Step =>
  (value) =>
    steps.reduce((result, step) => (result === UNFIT ? UNFIT : step(result)), value);

export const nullable =
  (schema: Schema): Step =>
  (value) =>
    value === null ? null : schema(value);

export const optional = (schema: Schema, otherwise?: unknown): Schema =>
  Object.assign(
    (value: unknown) =>
      value !== undefined ? schema(value) : otherwise === undefined ? value : schema(otherwise),
    { isOptional: true },
  );

export const fallback = (schema: Schema, otherwise: unknown): Schema =>
  Object.assign(
    (value: unknown) => {
      const result = schema(value);
      return result === UNFIT ? otherwise : result;
    },
    { isOptional: true },
  );

export const array =
  (schema: Schema): Step =>
  (value) => {
    const results = Array.isArray(value) ? value.map((item) => schema(item)) : [UNFIT];
    return results.includes(UNFIT) ? UNFIT : results;
  };

export const union =
  (schemas: readonly Schema[]): Step =>
  (value) => {
    for (const schema of schemas) {
      const result = schema(value);
      if (result !== UNFIT) return result;
    }
    return UNFIT;
  };

/** The wire's variants are told apart by literals, so at most one of them fits. */
export const variant = (_key: string, schemas: readonly Schema[]) => union(schemas);

export const object = (entries: Entries): Schema =>
  Object.assign(
    (value: unknown) => {
      if (typeof value !== 'object' || value === null) return UNFIT;
      const result: Record<string, unknown> = {};
      for (const [name, schema] of Object.entries(entries)) {
        if (!(name in value) && !schema.isOptional) return UNFIT;
        const part = schema(Reflect.get(value, name));
        if (part === UNFIT) return UNFIT;
        if (name in value || part !== undefined) result[name] = part;
      }
      return result;
    },
    { entries },
  );

/** Refuses keys that it does not know. */
export const strictObject = (entries: Entries): Schema => {
  const known = object(entries);
  const hasOthers = (value: unknown) =>
    Object.keys(Object(value)).some((name) => !Object.hasOwn(entries, name));
  return Object.assign((value: unknown) => (hasOthers(value) ? UNFIT : known(value)), { entries });
};

export function safeParse(schema: Schema, value: unknown) {
  const output = schema(value);
  return output === UNFIT ? { success: false } : { success: true, output };
}

export const is = (schema: Schema, value: unknown) => safeParse(schema, value).success;

export function parse(schema: Schema, value: unknown): unknown {
  const { success, output } = safeParse(schema, value);
  if (!success) throw new TypeError('unfit');
  return output;
}
