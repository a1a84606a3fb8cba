import { NoBodySchema, ROUTES } from '../../../protocol/index.ts';
import { ForbiddenError } from '../../domain/errors.ts';
import { issueVisitor, verifyCustomer } from '../../identity/customers.ts';
import { json } from '../answer.ts';
import { defineRoute } from '../route.ts';

/**
 * [H5] Makes an anonymous visitor. A visitor who already is one, by their token, gets a fresh token
 * for the same chat.
 */
export const createVisitor = defineRoute(ROUTES.createVisitor, {
  caller: 'anyone',
  body: NoBodySchema,
  async handle({ request, now }, { environment, keys }) {
    if (!environment.VISITORS) throw new ForbiddenError('Please sign in to chat.');
    const allKeys = await keys(now);
    if (!request.token) return json(201, await issueVisitor(allKeys, now));
    const { customer } = await verifyCustomer(allKeys, request.token, now);
    if (customer.kind !== 'visitor') throw new ForbiddenError('A signed-in user is no visitor.');
    return json(201, await issueVisitor(allKeys, now, customer.id));
  },
});
