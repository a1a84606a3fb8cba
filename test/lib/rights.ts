import type { Template } from 'aws-cdk-lib/assertions';
import * as v from 'valibot';
import { rendered, resourceOf, resourcesOf } from './read-template.ts';

const oneOrMore = <T extends v.GenericSchema>(item: T) => v.union([v.array(item), item]);
const StatementSchema = v.strictObject({
  Effect: v.literal('Allow'),
  Action: oneOrMore(v.string()),
  Resource: oneOrMore(v.unknown()),
  Condition: v.optional(v.record(v.string(), v.record(v.string(), v.string()))),
});
const PolicySchema = v.object({
  PolicyDocument: v.object({ Statement: v.array(StatementSchema) }),
  Roles: v.array(v.unknown()),
});
const RoleSchema = v.strictObject({ AssumeRolePolicyDocument: v.unknown() });

/** Everything that a role may do, one line for each action and resource, sorted. */
export function rightsOf(template: Template, roleIdStart: string): string[] {
  const role = resourceOf(template, 'AWS::IAM::Role', roleIdStart);
  // Neither managed policies nor inline ones: all its rights stand in the policies read below.
  v.parse(RoleSchema, role.Properties);
  return resourcesOf(template, 'AWS::IAM::Policy')
    .map(({ Properties }) => v.parse(PolicySchema, Properties))
    .filter(({ Roles }) =>
      Roles.some((entry) => v.is(v.object({ Ref: v.literal(role.id) }), entry)),
    )
    .flatMap(({ PolicyDocument }) => PolicyDocument.Statement.flatMap(lines))
    .sort();
}

function lines({ Action, Resource, Condition }: v.InferOutput<typeof StatementSchema>): string[] {
  const when = Condition === undefined ? '' : ` if ${JSON.stringify(Condition)}`;
  return [Action]
    .flat()
    .flatMap((action) =>
      [Resource].flat().map((resource) => `${action} ${rendered(resource)}${when}`),
    );
}
