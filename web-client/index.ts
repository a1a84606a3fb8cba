export { createAdminClient } from './admin-client.ts';
export { ApiError } from './api-error.ts';
export { browserStorage } from './browser/browser-storage.ts';
export { browserPlatform } from './browser-platform.ts';
export { createClient } from './client.ts';
export type * from './types.ts';
