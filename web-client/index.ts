export { createAdminClient } from './admin-client.ts';
export { ApiError } from './api-error.ts';
export type * from './types.ts';
export { createUserClient } from './user-client.ts';
