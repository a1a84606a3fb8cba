/** The subprotocol that the server picks; the client offers its token beside it. */
export const SUBPROTOCOL = 'support-chat.v1';

/** The path of the WebSocket API on the chat's domain, and the name of its stage. */
export const SOCKET_STAGE = 'ws';
