/** The subprotocol that the server picks. The client offers its token as a second one. */
export const SUBPROTOCOL = 'support-chat.v1';

/** The path of the WebSocket API on the chat's domain, and the name of its stage. */
export const SOCKET_STAGE = 'ws';
