import {
  ApiGatewayManagementApiClient,
  GoneException,
  LimitExceededException,
  PostToConnectionCommand,
} from '@aws-sdk/client-apigatewaymanagementapi';
import { mockClient } from 'aws-sdk-client-mock';
import 'aws-sdk-client-mock-vitest/extend';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { createConnections } from '../../../functions/clients/connections.ts';

const gateway = mockClient(ApiGatewayManagementApiClient);
const connections = createConnections('https://chat.example.com/ws');
beforeEach(() => gateway.reset());
afterAll(() => gateway.restore());

describe('[W7] a post', () => {
  test('hands the frame to the gateway', async () => {
    gateway.on(PostToConnectionCommand).resolves({});
    expect(await connections.post('c1', '{"type":"pong"}')).toBe('posted');
    expect(gateway).toHaveReceivedCommandWith(PostToConnectionCommand, {
      ConnectionId: 'c1',
      Data: '{"type":"pong"}',
    });
  });

  test('to a closed socket says so instead of failing', async () => {
    gateway.on(PostToConnectionCommand).rejects(new GoneException({ $metadata: {}, message: '' }));
    expect(await connections.post('c1', '{}')).toBe('gone');
  });

  test('that the gateway has no room for fails, so that it comes again', async () => {
    const busy = new LimitExceededException({ $metadata: {}, message: '' });
    gateway.on(PostToConnectionCommand).rejects(busy);
    await expect(connections.post('c1', '{}')).rejects.toBe(busy);
  });
});
