import { once } from 'node:events';
import { ApiGatewayManagementApiClient } from '@aws-sdk/client-apigatewaymanagementapi';
import * as v from 'valibot';
import { onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { startAwsFront } from '../../../local/aws-front.ts';
import { startHttpFront } from '../../../local/http-front.ts';
import type { ConnectionLimits } from '../../../local/socket-gateway/connection.ts';
import { createSocketApi } from '../../../local/socket-gateway/socket-api.ts';
import { fakeFunctions } from '../http-gateway/fake-functions.ts';
import { fakePermissions } from '../http-gateway/fake-permissions.ts';
import { aTemplate } from '../template/an-assembly.ts';

const eventSchema = v.looseObject({
  requestContext: v.looseObject({
    routeKey: v.string(),
    eventType: v.string(),
    connectionId: v.string(),
  }),
  body: v.optional(v.string()),
});
/** What the fake function may want to know of an event. */
export type SocketEvent = v.InferOutput<typeof eventSchema>;

type Given = {
  answer?: (event: SocketEvent) => unknown;
  routes?: string[];
  /** Routes whose function's answer goes back to the client. */
  answered?: string[];
  limits?: ConnectionLimits;
  refused?: readonly string[];
  mayInvoke?: () => boolean;
};

/** A WebSocket API on a free port, with one function that notes its events. */
export async function startSocketApi(given: Given = {}) {
  const { routes = ['$connect', '$disconnect', '$default'], answered = ['$default'] } = given;
  const functions = fakeFunctions({
    answer: (event) => given.answer?.(v.parse(eventSchema, event)) ?? { statusCode: 200 },
    ...(given.mayInvoke && { mayInvoke: given.mayInvoke }),
  });
  const permissions = fakePermissions(given);
  const template = aTemplate({ resources: resources(routes, answered) });
  const { limits } = given;
  const api = createSocketApi({ template, functions, permissions, ...(limits && { limits }) });
  const front = await startHttpFront({ port: 0 });
  front.onUpgrade(api.upgrade);
  const aws = await startAwsFront();
  aws.mount('execute-api', api.service);
  onTestFinished(async () => {
    await api.stop();
    await front.stop();
    await aws.stop();
  });
  const events = () => functions.events.map((event) => v.parse(eventSchema, event));
  const url = `ws://127.0.0.1:${front.port}/ws`;
  return {
    api,
    url,
    permissions,
    events,
    eventTypes: () => events().map(({ requestContext }) => requestContext.eventType),
    connections: new ApiGatewayManagementApiClient({
      endpoint: `${aws.url}/execute-api/sockets/ws`,
      region: 'us-east-1',
      credentials: { accessKeyId: 'PROBE', secretAccessKey: 'x' },
      maxAttempts: 1,
    }),
    async connect(protocols: string[] = []) {
      const socket = new WebSocket(url, protocols);
      await once(socket, 'open');
      return socket;
    },
  };
}

function resources(routes: string[], answered: string[]) {
  const ApiId = { Ref: 'Sockets' };
  const target = { 'Fn::Join': ['/', ['integrations', { Ref: 'Integration' }]] };
  const named = routes.map((RouteKey) => [
    nameOf(RouteKey),
    { Type: 'AWS::ApiGatewayV2::Route', Properties: { ApiId, RouteKey, Target: target } },
  ]);
  const responses = answered.map((RouteKey) => [
    `Answer${nameOf(RouteKey)}`,
    {
      Type: 'AWS::ApiGatewayV2::RouteResponse',
      Properties: { ApiId, RouteId: { Ref: nameOf(RouteKey) }, RouteResponseKey: '$default' },
    },
  ]);
  return {
    Sockets: {
      Type: 'AWS::ApiGatewayV2::Api',
      Properties: { ProtocolType: 'WEBSOCKET', RouteSelectionExpression: '$request.body.action' },
    },
    Stage: {
      Type: 'AWS::ApiGatewayV2::Stage',
      Properties: { ApiId, StageName: 'ws', AutoDeploy: true },
    },
    Integration: {
      Type: 'AWS::ApiGatewayV2::Integration',
      Properties: {
        ApiId,
        IntegrationType: 'AWS_PROXY',
        IntegrationUri:
          'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:000000000000:function:Socket/invocations',
      },
    },
    ...Object.fromEntries([...named, ...responses]),
  };
}

const nameOf = (routeKey: string) => `Route${routeKey.replace('$', '')}`;
