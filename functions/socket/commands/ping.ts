import { defineCommand } from '../command.ts';

/** [W11] Keeps the connection from becoming idle, and shows the client that it still exists. */
export const ping = defineCommand('ping', async ({ id }) => ({ type: 'pong', id }));
