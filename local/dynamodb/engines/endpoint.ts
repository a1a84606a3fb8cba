import { DYNAMODB_LOCAL_LIMITS } from './dynamodb-local.ts';
import type { Engine } from './types.ts';

/** An engine that somebody else runs, most likely DynamoDB Local. */
export function endpointEngine(endpoint: string): Engine {
  return {
    name: 'endpoint',
    stateFolder: 'dynamodb',
    ...DYNAMODB_LOCAL_LIMITS,
    maxStreamRecords: Number.POSITIVE_INFINITY,
    download: async () => {},
    start: async () => ({ endpoint, isOwn: false, stop: async () => {} }),
  };
}
