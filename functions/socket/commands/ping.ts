import { defineCommand } from '../command.ts';

/** [W11] Keeps the connection from idling, and tells the client that it is still known here. */
export const ping = defineCommand('ping', async ({ id }) => ({ type: 'pong', id }));
