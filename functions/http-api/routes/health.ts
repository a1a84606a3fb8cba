import { type Health, ROUTES } from '../../../protocol/index.ts';
import { json } from '../response.ts';
import { defineRoute } from '../route.ts';

/** [H11] Shows that the API works, and the deployed version. */
export const health = defineRoute(ROUTES.health, {
  caller: 'anyone',
  async handle(_call, { environment }) {
    const body: Health = { status: 'ok', version: environment.VERSION };
    return json(200, body);
  },
});
