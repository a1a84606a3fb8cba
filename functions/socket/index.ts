import middy from '@middy/core';
import { ERROR_STATUS, SUBPROTOCOL } from '../../protocol/index.ts';
import { removeConnection } from '../data/subscriptions.ts';
import { ChatError } from '../domain/errors.ts';
import { createLogger, logContext } from '../middleware/logger.ts';
import { redactedCause } from '../middleware/redact-errors.ts';
import { connect } from './connect.ts';
import { readEvent, type SocketEvent } from './event.ts';
import { runCommand } from './run-command.ts';
import { createServices } from './services.ts';

type SocketResponse = { statusCode: number; headers?: Record<string, string>; body?: string };

const logger = createLogger('socket');
const services = createServices({
  log: (event, ids) => logger.info(event, ids),
  onFailure: (what, error) => logger.error(`${what} failed`, { cause: redactedCause(error) }),
});

/** Handles every event of the WebSocket API. */
export const handler = middy<unknown, SocketResponse>()
  .use(logContext(logger))
  .use({
    // Clients see the status of a handshake only.
    onError(request) {
      const { error } = request;
      const code = error instanceof ChatError ? error.code : 'internal';
      if (code === 'internal') logger.error('event failed', { cause: redactedCause(error) });
      request.response = { statusCode: ERROR_STATUS[code] };
    },
  })
  .handler((event) => handleEvent(readEvent(event)));

async function handleEvent(event: SocketEvent): Promise<SocketResponse> {
  const { connectionId, requestId } = event;
  logger.appendKeys({ request_id: requestId, connection_id: connectionId });
  switch (event.eventType) {
    case 'CONNECT':
      await connect(event, services);
      return { statusCode: 200, headers: { 'Sec-WebSocket-Protocol': SUBPROTOCOL } };
    case 'DISCONNECT':
      await removeConnection(services.table, connectionId);
      return { statusCode: 200 };
    case 'MESSAGE': {
      const reply = await runCommand(connectionId, event.body, services, (error) =>
        logger.error('command failed', { cause: redactedCause(error) }),
      );
      return { statusCode: 200, ...(reply && { body: JSON.stringify(reply) }) };
    }
  }
}
