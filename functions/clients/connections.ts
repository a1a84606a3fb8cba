import { setTimeout as pause } from 'node:timers/promises';
import {
  ApiGatewayManagementApiClient,
  ApiGatewayManagementApiServiceException,
  DeleteConnectionCommand,
  GoneException,
  LimitExceededException,
  PostToConnectionCommand,
} from '@aws-sdk/client-apigatewaymanagementapi';

/**
 * `gone`: the connection is closed. `throttled`: API Gateway rejected the frame (429), also after
 * retries. `timed_out`: it did not respond in time.
 */
export type PostOutcome = 'posted' | 'gone' | 'throttled' | 'timed_out';

/** Sends frames to open connections, and closes connections. */
export type Connections = {
  /** Posts one frame within a second. Throws if API Gateway itself fails. */
  post(connection_id: string, frame: string): Promise<PostOutcome>;
  /** Closes a connection. Does nothing if it is already closed. */
  close(connection_id: string): Promise<void>;
};

/** A connection that does not read must not delay the others for long. */
const POST_TIMEOUT_MS = 1_000;
/** A throttled post (429) is retried after each of these pauses. */
const PAUSES_MS = [100, 300];

/** A kept-alive HTTP connection may have been closed while the function was frozen. */
const NETWORK_ATTEMPTS = 3;
const isServiceError = (error: unknown) => error instanceof ApiGatewayManagementApiServiceException;

export function createConnections(endpoint: string): Connections {
  // The code below and the stream decide which posts are retried.
  const client = new ApiGatewayManagementApiClient({ endpoint, maxAttempts: 1 });

  async function tryToPost(
    command: PostToConnectionCommand,
    abortSignal: AbortSignal,
  ): Promise<PostOutcome> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await client.send(command, { abortSignal });
        return 'posted';
      } catch (error) {
        if (error instanceof GoneException) return 'gone';
        if (error instanceof LimitExceededException) return 'throttled';
        if (abortSignal.aborted) return 'timed_out';
        if (isServiceError(error) || attempt === NETWORK_ATTEMPTS) throw error;
      }
    }
  }

  return {
    async post(connection_id, frame) {
      const command = new PostToConnectionCommand({ ConnectionId: connection_id, Data: frame });
      const abortSignal = AbortSignal.timeout(POST_TIMEOUT_MS);
      let outcome = await tryToPost(command, abortSignal);
      for (const pauseMs of PAUSES_MS) {
        if (outcome !== 'throttled') break;
        await pause(pauseMs);
        outcome = await tryToPost(command, abortSignal);
      }
      return outcome;
    },
    async close(connection_id) {
      try {
        await client.send(new DeleteConnectionCommand({ ConnectionId: connection_id }), {
          abortSignal: AbortSignal.timeout(POST_TIMEOUT_MS),
        });
      } catch (error) {
        if (!(error instanceof GoneException)) throw error;
      }
    },
  };
}
