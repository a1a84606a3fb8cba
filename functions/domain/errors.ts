import type { ErrorCode } from '../../protocol/index.ts';

/** What the caller did wrong. The edge turns it into an error on the wire; the text is for people. */
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
  constructor(message = 'This is not yours to use.') {
    super('forbidden', message);
  }
}

export class NotFoundError extends ChatError {
  override readonly name = 'NotFoundError';
  constructor(message = 'There is no such thing.') {
    super('not_found', message);
  }
}

export class ConflictError extends ChatError {
  override readonly name = 'ConflictError';
  constructor(message: string) {
    super('conflict', message);
  }
}

export class TooLargeError extends ChatError {
  override readonly name = 'TooLargeError';
  constructor(message: string) {
    super('too_large', message);
  }
}
