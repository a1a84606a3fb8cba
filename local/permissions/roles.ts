import * as v from 'valibot';
import { parseProperties } from '../template/parse-properties.ts';
import { ACCOUNT } from '../template/resource-names.ts';
import type { Resource, Template } from '../types.ts';
import { readPolicyDocument, type Statement } from './statements.ts';

/** A role of the template with everything that its policies say. */
export type Role = {
  readonly logicalId: string;
  readonly arn: string;
  readonly name: string;
  readonly statements: readonly Statement[];
};

/** The roles of the template. Throws an error that names a policy the local run cannot judge. */
export function rolesOf(template: Template): Role[] {
  const policies = [
    ...template.ofType('AWS::IAM::Policy'),
    ...template.ofType('AWS::IAM::ManagedPolicy'),
  ].map(readPolicy);
  return template.ofType('AWS::IAM::Role').map((resource) => {
    const { RoleName, Policies, ManagedPolicyArns } = parseProperties(resource, roleSchema);
    const name = RoleName ?? resource.logicalId;
    const inline = Policies.map(({ PolicyDocument }) =>
      readPolicyDocument(PolicyDocument, resource.logicalId),
    );
    const managed = ManagedPolicyArns.filter((arn) => !SEEN_BY_THE_CLOUD_ONLY.has(arn)).map((arn) =>
      statementsOf(policies, arn, resource),
    );
    const attached = policies
      .filter(({ roles }) => roles.includes(name))
      .map(({ statements }) => statements);
    const statements = [...inline, ...managed, ...attached].flat();
    return { logicalId: resource.logicalId, arn: roleArn(name), name, statements };
  });
}

/** AWS's own policies for logs and traces, which no stand-in asks for. */
const SEEN_BY_THE_CLOUD_ONLY: ReadonlySet<string> = new Set(
  [
    'service-role/AWSLambdaBasicExecutionRole',
    'service-role/AmazonAPIGatewayPushToCloudWatchLogs',
    'AWSXRayDaemonWriteAccess',
    'AWSXrayWriteOnlyAccess',
  ].map((name) => `arn:aws:iam::aws:policy/${name}`),
);

const roleSchema = v.object({
  RoleName: v.optional(v.string()),
  Policies: v.optional(v.array(v.object({ PolicyDocument: v.unknown() })), []),
  ManagedPolicyArns: v.optional(v.array(v.string()), []),
});
const policySchema = v.object({
  ManagedPolicyName: v.optional(v.string()),
  PolicyDocument: v.unknown(),
  Roles: v.optional(v.array(v.string()), []),
});

type Policy = { arn: string; roles: string[]; statements: Statement[] };

function readPolicy(resource: Resource): Policy {
  const { ManagedPolicyName, PolicyDocument, Roles } = parseProperties(resource, policySchema);
  return {
    arn: `arn:aws:iam::${ACCOUNT}:policy/${ManagedPolicyName ?? resource.logicalId}`,
    roles: Roles,
    statements: readPolicyDocument(PolicyDocument, resource.logicalId),
  };
}

function statementsOf(policies: Policy[], arn: string, role: Resource): Statement[] {
  const policy = policies.find((candidate) => candidate.arn === arn);
  if (policy !== undefined) return policy.statements;
  throw new Error(`The local run does not know the managed policy ${arn} (${role.logicalId}).`);
}

function roleArn(name: string): string {
  return `arn:aws:iam::${ACCOUNT}:role/${name}`;
}
