import * as v from 'valibot';
import { parseProperties } from '../template/parse-properties.ts';
import { ACCOUNT } from '../template/resource-names.ts';
import { AccessDeniedError, type Permissions, type Template } from '../types.ts';
import { type Role, rolesOf } from './roles.ts';
import type { RequestContext } from './statements.ts';

/** The caller that may do everything: the run-time itself, and tests that look into the table. */
export const UNRESTRICTED_KEY = 'LOCALUNRESTRICTED';

/** The permissions of the template, with the access keys of its functions. */
export type LocalPermissions = Permissions & {
  /** The access key of a function or a role, by logical id. Throws for another id. */
  accessKeyOf(logicalId: string): string;
};

/**
 * What the roles of the template may do. Every function has an access key of its own, and so has
 * every role, for a service that takes the role on. An explicit Deny wins over any Allow.
 */
export function permissionsOf(template: Template): LocalPermissions {
  const callers = new Map<string, Caller>();
  for (const role of rolesOf(template)) {
    callers.set(accessKey(role.logicalId), { role, session: 'local' });
  }
  for (const resource of template.ofType('AWS::Lambda::Function')) {
    const { Role: arn } = parseProperties(resource, functionSchema);
    const role = [...callers.values()].find((caller) => caller.role.arn === arn)?.role;
    if (role === undefined) throw new Error(`${resource.logicalId} has a role the template lacks.`);
    callers.set(accessKey(resource.logicalId), { role, session: resource.logicalId });
  }
  return {
    authorize(accessKeyId, action, resourceArn, context = {}) {
      if (accessKeyId === UNRESTRICTED_KEY) return;
      const caller = callers.get(accessKeyId);
      if (caller === undefined) throw new AccessDeniedError('The security token is invalid.');
      const reason = refusal(caller.role, action, resourceArn, context);
      if (reason !== undefined) throw refused(caller, action, resourceArn, reason);
    },
    accessKeyOf(logicalId) {
      const key = accessKey(logicalId);
      if (callers.has(key)) return key;
      throw new Error(`${logicalId} is no function and no role of the template.`);
    },
  };
}

const functionSchema = v.object({ Role: v.string() });

type Caller = { role: Role; session: string };

/** Letters and digits only, as access keys are. */
function accessKey(logicalId: string): string {
  return `LOCAL${logicalId.replaceAll(/[^A-Za-z0-9]/g, '')}`;
}

function refusal(
  { statements }: Role,
  action: string,
  resourceArn: string,
  context: RequestContext,
): string | undefined {
  const effects = statements
    .filter((statement) => statement.covers(action, resourceArn, context))
    .map((statement) => statement.effect);
  if (effects.includes('Deny')) return 'with an explicit deny in an identity-based policy';
  if (effects.includes('Allow')) return undefined;
  return `because no identity-based policy allows the ${action} action`;
}

function refused({ role, session }: Caller, action: string, arn: string, reason: string) {
  const user = `arn:aws:sts::${ACCOUNT}:assumed-role/${role.name}/${session}`;
  return new AccessDeniedError(
    `User: ${user} is not authorized to perform: ${action} on resource: ${arn} ${reason}`,
  );
}
