export { createAdminClient } from './admin-client.ts';
export { ApiError } from './api-error.ts';
export { createClient } from './client.ts';
export type * from './types.ts';
