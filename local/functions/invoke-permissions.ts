import * as v from 'valibot';
import { wildcard } from '../permissions/statements.ts';
import { parseProperties } from '../template/parse-properties.ts';
import { ACCOUNT } from '../template/resource-names.ts';
import type { Template } from '../types.ts';
import type { FunctionSettings } from './settings.ts';

export type MayInvoke = (principal: string, functionArn: string, sourceArn: string) => boolean;

/** Reads who may invoke which function from the template's permissions. */
export function readInvokePermissions(
  template: Template,
  functions: readonly FunctionSettings[],
): MayInvoke {
  const grants = template.ofType('AWS::Lambda::Permission').map((resource) => {
    const grant = parseProperties(resource, permissionSchema);
    const named = functions.find(({ name }) => name === grant.FunctionName);
    return {
      principal: grant.Principal,
      functionArn: named?.arn ?? grant.FunctionName,
      source: wildcard(grant.SourceArn ?? '*'),
      isOurs: grant.SourceAccount === undefined || grant.SourceAccount === ACCOUNT,
    };
  });
  return (principal, functionArn, sourceArn) =>
    grants.some(
      (grant) =>
        grant.isOurs &&
        grant.principal === principal &&
        grant.functionArn === functionArn &&
        grant.source.test(sourceArn),
    );
}

const permissionSchema = v.object({
  Action: v.literal('lambda:InvokeFunction'),
  FunctionName: v.string(),
  Principal: v.string(),
  SourceArn: v.optional(v.string()),
  SourceAccount: v.optional(v.string()),
});
