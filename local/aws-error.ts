import type { AwsResponse } from './types.ts';

/** An error as the SDK reads it: by the header in the REST protocols, by the body in JSON 1.1. */
export function awsError(status: number, code: string, message: string): AwsResponse {
  return {
    status,
    headers: { 'content-type': 'application/json', 'x-amzn-errortype': code },
    body: JSON.stringify({ __type: code, message, Message: message }),
  };
}

/** A JSON answer. */
export function awsResponse(status: number, content: unknown): AwsResponse {
  return {
    status,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(content),
  };
}
