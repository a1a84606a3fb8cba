import type { ErrorCode } from '../../protocol/index.ts';

/**
 * An error that the caller caused. The handlers turn it into an error code on the wire; the message
 * is for people.
 */
export class ChatError extends Error {
  override readonly name: string = 'ChatError';

  constructor(
    readonly code: Exclude<ErrorCode, 'internal'>,
    message: string,
  ) {
    super(message);
  }
}

export class InvalidRequestError extends ChatError {
  override readonly name = 'InvalidRequestError';
  constructor(message: string) {
    super('invalid_request', message);
  }
}

export class UnauthorizedError extends ChatError {
  override readonly name = 'UnauthorizedError';
  constructor(message = 'A valid token is needed.') {
    super('unauthorized', message);
  }
}

export class ForbiddenError extends ChatError {
  override readonly name = 'ForbiddenError';
  constructor(message = 'You may not do this.') {
    super('forbidden', message);
  }
}

export class NotFoundError extends ChatError {
  override readonly name = 'NotFoundError';
  constructor(message = 'Not found.') {
    super('not_found', message);
  }
}

export class ConflictError extends ChatError {
  override readonly name = 'ConflictError';
  constructor(message: string) {
    super('conflict', message);
  }
}

/** The visitor's chat was joined into the chat of a signed-in user. */
export class JoinedChatError extends ConflictError {
  constructor() {
    super('This conversation was added to an account and continues there.');
  }
}

/** A rate limit was exceeded. `retry_after` is in whole seconds. */
export class RateLimitedError extends ChatError {
  override readonly name = 'RateLimitedError';
  readonly retry_after: number;
  constructor(seconds: number, message = 'Too many requests.') {
    const retry_after = Math.max(1, Math.ceil(seconds));
    super('rate_limited', `${message} Try again in ${retry_after} s.`);
    this.retry_after = retry_after;
  }
}

export class TooLargeError extends ChatError {
  override readonly name = 'TooLargeError';
  constructor(message: string) {
    super('too_large', message);
  }
}
