import * as v from 'valibot';
import { ErrorBodySchema, VisitorSchema } from '../../../protocol/index.ts';
import { ApiError } from '../../../web-client/index.ts';
import type { LiveCode } from '../live-chat.ts';

export const createVisitor: LiveCode['createVisitor'] = async (origin, token) => {
  const response = await fetch(`${origin}/api/visitors`, {
    method: 'POST',
    ...(token && { headers: { authorization: `Bearer ${token}` } }),
  });
  const body: unknown = await response.json().catch(() => undefined);
  if (response.ok) return v.parse(VisitorSchema, body).token;
  const refused = v.safeParse(ErrorBodySchema, body);
  if (refused.success) throw new ApiError(refused.output.error.code, refused.output.error.message);
  throw new ApiError('internal', `status ${response.status}`);
};
