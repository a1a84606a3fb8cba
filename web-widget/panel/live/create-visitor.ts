import * as v from 'valibot';
import { ErrorBodySchema, VisitorSchema } from '../../../protocol/index.ts';
import { ApiError } from '../../../web-client/index.ts';

/**
 * Makes an anonymous visitor and yields its token; with a visitor's token, a fresh one of the same
 * visitor. Throws `ApiError` with the answer's code.
 */
export async function createVisitor(origin: string, token: string | undefined): Promise<string> {
  const response = await fetch(`${origin}/api/visitors`, {
    method: 'POST',
    ...(token && { headers: { authorization: `Bearer ${token}` } }),
  });
  const body: unknown = await response.json().catch(() => undefined);
  if (response.ok) return v.parse(VisitorSchema, body).token;
  const refused = v.safeParse(ErrorBodySchema, body);
  if (refused.success) throw new ApiError(refused.output.error.code, refused.output.error.message);
  throw new ApiError('internal', `status ${response.status}`);
}
