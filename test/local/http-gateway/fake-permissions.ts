import { AccessDeniedError } from '../../../local/types.ts';

/** Permissions that note what was asked for, and refuse the actions named. */
export function fakePermissions({ refused = [] }: { refused?: readonly string[] } = {}) {
  const asked: { action: string; resource: string; context: unknown }[] = [];
  return {
    asked,
    authorize(_accessKeyId: string, action: string, resource: string, context?: unknown): void {
      asked.push({ action, resource, context });
      if (refused.includes(action)) throw new AccessDeniedError(`Not authorized: ${action}`);
    },
    accessKeyOf: (logicalId: string) => logicalId,
  };
}
