import { NoBodySchema, ROUTES } from '../../../protocol/index.ts';
import { takeVisitorPlace } from '../../data/visitor-bucket.ts';
import { ForbiddenError } from '../../domain/errors.ts';
import { issueVisitor, verifyUser } from '../../identity/users.ts';
import { json } from '../response.ts';
import { defineRoute } from '../route.ts';
import { viewerNetwork } from '../viewer-network.ts';

/**
 * [H5] Creates a visitor, if not too many came from their network. A visitor with a token gets a
 * new token for the same chat, which is not counted.
 */
export const createVisitor = defineRoute(ROUTES.createVisitor, {
  caller: 'anyone',
  body: NoBodySchema,
  async handle({ request, now }, { environment, keys, table }) {
    if (!environment.VISITORS) throw new ForbiddenError('Please sign in to chat.');
    const allKeys = await keys(now);
    if (!request.token) {
      const network = viewerNetwork(request, { ...environment, keys: allKeys });
      await takeVisitorPlace(table, network, environment.LIMITS.visitorsPerHour, now);
      return json(201, await issueVisitor(allKeys, now));
    }
    const { user } = await verifyUser(allKeys, request.token, now);
    if (user.kind !== 'visitor') throw new ForbiddenError('A signed-in user is not a visitor.');
    return json(201, await issueVisitor(allKeys, now, user.id));
  },
});
