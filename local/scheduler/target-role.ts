import * as v from 'valibot';
import type { LocalPermissions } from '../permissions/permissions.ts';
import { attributeOf } from '../template/resource-reference.ts';
import { AccessDeniedError, type Resource, type Template } from '../types.ts';
import type { Schedule } from './schedule.ts';

/** Why the scheduler may not run a target as its role, in the cloud's words; undefined if it may. */
export function refusalOfRole(
  template: Template,
  permissions: LocalPermissions,
  target: Schedule['Target'],
): string | undefined {
  const role = template
    .ofType('AWS::IAM::Role')
    .find((candidate) => attributeOf(candidate, 'Arn') === target.RoleArn);
  if (role === undefined || !trustsScheduler(role)) {
    return 'The execution role you provide must allow AWS EventBridge Scheduler to assume the role.';
  }
  try {
    const accessKeyId = permissions.accessKeyOf(role.logicalId);
    permissions.authorize(accessKeyId, 'lambda:InvokeFunction', target.Arn);
    return undefined;
  } catch (error) {
    if (error instanceof AccessDeniedError) return error.message;
    throw error;
  }
}

const oneOrMore = v.union([v.string(), v.array(v.string())]);
const trustSchema = v.object({
  AssumeRolePolicyDocument: v.object({
    Statement: v.array(
      v.object({
        Effect: v.string(),
        Action: oneOrMore,
        Principal: v.object({ Service: v.optional(oneOrMore, []) }),
      }),
    ),
  }),
});

function trustsScheduler({ properties }: Resource): boolean {
  const parsed = v.safeParse(trustSchema, properties);
  if (!parsed.success) return false;
  return parsed.output.AssumeRolePolicyDocument.Statement.some(
    ({ Effect, Action, Principal }) =>
      Effect === 'Allow' &&
      [Action].flat().includes('sts:AssumeRole') &&
      [Principal.Service].flat().includes('scheduler.amazonaws.com'),
  );
}
