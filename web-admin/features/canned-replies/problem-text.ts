import { ApiError } from '../../../web-client/index.ts';

/** Why a canned reply was not saved or deleted, in a few words. */
export function problemText(error: unknown): string {
  const code = error instanceof ApiError ? error.code : 'internal';
  switch (code) {
    case 'too_large':
      return 'Not saved: there are as many canned replies as there may be. Delete one first.';
    case 'rate_limited':
      return 'Too many changes at once. Wait a moment and try again.';
    default:
      return 'That did not work. Check your connection and try again.';
  }
}
