import type { ErrorCode } from '../../../protocol/index.ts';

/** Why a message was not sent, in a few words. */
export function failureText(code: ErrorCode): string {
  switch (code) {
    case 'too_large':
      return 'Not sent: too long.';
    case 'forbidden':
    case 'unauthorized':
      return 'Not sent: not allowed.';
    case 'not_found':
      return 'Not sent: this chat no longer exists.';
    default:
      return 'Not sent.';
  }
}
