import {
  ApiGatewayManagementApiClient,
  GoneException,
  PostToConnectionCommand,
} from '@aws-sdk/client-apigatewaymanagementapi';

/** Sends frames to open sockets. */
export type Connections = {
  /** Hands one frame to the gateway. `gone` means that the socket is closed and stays closed. */
  post(connection_id: string, frame: string): Promise<'posted' | 'gone'>;
};

/** One dead socket must not hold up the others for long. */
const POST_TIMEOUT_MS = 3_000;

export function createConnections(endpoint: string): Connections {
  const client = new ApiGatewayManagementApiClient({ endpoint });
  return {
    async post(connection_id, frame) {
      try {
        await client.send(
          new PostToConnectionCommand({ ConnectionId: connection_id, Data: frame }),
          { abortSignal: AbortSignal.timeout(POST_TIMEOUT_MS) },
        );
        return 'posted';
      } catch (error) {
        if (error instanceof GoneException) return 'gone';
        throw error;
      }
    },
  };
}
