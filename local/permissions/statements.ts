import * as v from 'valibot';

/** What is known of a request beside its action and resource, by condition key. */
export type RequestContext = Readonly<Record<string, readonly string[]>>;

/** One statement of a policy, ready to be asked. */
export type Statement = {
  readonly effect: 'Allow' | 'Deny';
  covers(action: string, resourceArn: string, context: RequestContext): boolean;
};

/** The statements of a policy document. Throws an error that names what it cannot judge. */
export function readPolicyDocument(document: unknown, owner: string): Statement[] {
  const parsed = v.safeParse(documentSchema, document);
  if (parsed.success) return parsed.output.Statement.map(readStatement);
  const [issue] = parsed.issues;
  throw new Error(
    `The policy of ${owner} cannot be judged: ${v.getDotPath(issue)}: ${issue.message}.`,
  );
}

/** The keys that a stand-in tells of with its request; a condition on another could never hold. */
const CONDITION_KEYS = ['iam:PassedToService', 'ses:FromAddress', 'ses:FromDisplayName'] as const;

const oneOrMore = v.union([
  v.pipe(
    v.string(),
    v.transform((one) => [one]),
  ),
  v.array(v.string()),
]);
const operator = v.picklist(['StringEquals', 'StringLike', 'ForAllValues:StringEquals']);
const statementSchema = v.strictObject({
  Sid: v.optional(v.string()),
  Effect: v.picklist(['Allow', 'Deny']),
  Action: oneOrMore,
  Resource: oneOrMore,
  Condition: v.optional(v.record(operator, v.record(v.picklist(CONDITION_KEYS), oneOrMore)), {}),
});
const documentSchema = v.object({
  Statement: v.pipe(
    v.unknown(),
    v.transform((given) => (Array.isArray(given) ? given : [given])),
    v.array(statementSchema),
  ),
});
type Operator = v.InferOutput<typeof operator>;
type Condition = (context: RequestContext) => boolean;

function readStatement(statement: v.InferOutput<typeof statementSchema>): Statement {
  const actions = statement.Action.map((action) => wildcard(action, 'i'));
  const resources = statement.Resource.map((resource) => wildcard(resource));
  const conditions = Object.entries(statement.Condition).flatMap(([name, keys]) =>
    Object.entries(keys).map(([key, values]) => condition(v.parse(operator, name), key, values)),
  );
  return {
    effect: statement.Effect,
    covers: (action, resourceArn, context) =>
      actions.some((pattern) => pattern.test(action)) &&
      resources.some((pattern) => pattern.test(resourceArn)) &&
      conditions.every((holds) => holds(context)),
  };
}

function condition(name: Operator, key: string, values: readonly string[]): Condition {
  const patterns = name === 'StringLike' ? values.map((value) => wildcard(value)) : undefined;
  const fits = (value: string) =>
    patterns?.some((pattern) => pattern.test(value)) ?? values.includes(value);
  if (name === 'ForAllValues:StringEquals') return (context) => (context[key] ?? []).every(fits);
  return (context) => (context[key] ?? []).some(fits);
}

/** `*` stands for any text and `?` for any one character. */
export function wildcard(pattern: string, flags = ''): RegExp {
  const source = pattern
    .replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, `s${flags}`);
}
