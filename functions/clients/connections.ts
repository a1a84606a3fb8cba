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
 * What became of a frame. `gone`: the socket is closed and stays closed. `throttled`: the gateway had
 * no room for it, also when asked again. `timed_out`: it did not answer in time.
 */
export type PostOutcome = 'posted' | 'gone' | 'throttled' | 'timed_out';

/** Sends frames to open sockets, and closes them. */
export type Connections = {
  /** Hands one frame to the gateway, within a second. Throws when the gateway itself is in trouble. */
  post(connection_id: string, frame: string): Promise<PostOutcome>;
  /** Closes a socket; one that is closed already is no error. */
  close(connection_id: string): Promise<void>;
};

/** One socket that nobody reads from must not hold up the others for long. */
const POST_TIMEOUT_MS = 1_000;
/** A gateway without room (429) is asked again after each of these. */
const PAUSES_MS = [100, 300];

/** A connection that was kept alive may have been closed while the function was frozen. */
const NETWORK_ATTEMPTS = 3;
const isAnswer = (error: unknown) => error instanceof ApiGatewayManagementApiServiceException;

export function createConnections(endpoint: string): Connections {
  // Which posts are repeated, and how soon, is decided here and by the stream.
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
        if (isAnswer(error) || attempt === NETWORK_ATTEMPTS) throw error;
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
