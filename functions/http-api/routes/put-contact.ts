import { ContactBodySchema, ROUTES } from '../../../protocol/index.ts';
import { putContact } from '../../data/contacts.ts';
import { chatIdOf } from '../../domain/chat-id.ts';
import { ForbiddenError } from '../../domain/errors.ts';
import { noContent } from '../response.ts';
import { defineRoute } from '../route.ts';

/** [H5] Stores a visitor's address. A signed-in user's address only comes from the company. */
export const putOwnContact = defineRoute(ROUTES.putContact, {
  caller: 'user',
  body: ContactBodySchema,
  async handle({ actor, body, now }, { table, environment }) {
    if (actor.kind !== 'visitor') {
      throw new ForbiddenError('The address of a signed-in user comes from their account.');
    }
    const retentionDays = environment.RETENTION_DAYS;
    await putContact(table, chatIdOf(actor.id), body, { now, retentionDays });
    return noContent;
  },
});
