import { expect, test } from 'vitest';
import { SOCKET_STAGE } from '../../protocol/socket.ts';
import { rendered, resourceOf, resourcesOf } from './read-template.ts';
import { synthesize } from './stack.ts';

const template = synthesize();
const api = resourceOf(template, 'AWS::ApiGatewayV2::Api', 'SocketApi');
const integration = resourceOf(template, 'AWS::ApiGatewayV2::Integration', 'SocketApi');
const routes = resourcesOf(template, 'AWS::ApiGatewayV2::Route').filter(({ id }) =>
  id.startsWith('SocketApi'),
);

test('the WebSocket API picks routes by action and stands at the stage of its path', () => {
  expect(api.Properties).toMatchObject({
    ProtocolType: 'WEBSOCKET',
    RouteSelectionExpression: '$request.body.action',
  });
  expect(resourceOf(template, 'AWS::ApiGatewayV2::Stage', 'SocketApi').Properties).toMatchObject({
    ApiId: { Ref: api.id },
    StageName: SOCKET_STAGE,
    AutoDeploy: true,
  });
});

test('connections and every command go to the socket function', () => {
  expect(routes.map(({ Properties }) => Properties.RouteKey).sort()).toEqual([
    '$connect',
    '$default',
    '$disconnect',
  ]);
  for (const { Properties } of routes) {
    expect(rendered(Properties.Target)).toBe('integrations/<SocketApiIntegration>');
  }
  expect(rendered(integration.Properties.IntegrationUri)).toBe(
    'arn:<AWS::Partition>:apigateway:<AWS::Region>:lambda:path/2015-03-31/functions/<SocketFunction.Arn>/invocations',
  );
});

test('[W3] what the function returns for a command reaches the client', () => {
  const commands = resourceOf(template, 'AWS::ApiGatewayV2::Route', 'SocketApiCommands');
  expect(commands.Properties).toMatchObject({
    RouteKey: '$default',
    RouteResponseSelectionExpression: '$default',
  });
  template.hasResourceProperties('AWS::ApiGatewayV2::RouteResponse', {
    ApiId: { Ref: api.id },
    RouteId: { Ref: commands.id },
    RouteResponseKey: '$default',
  });
});

test('only this API may call the socket function', () => {
  const { Properties } = resourceOf(template, 'AWS::Lambda::Permission', 'SocketFunction');
  expect(Properties.Principal).toBe('apigateway.amazonaws.com');
  expect(rendered(Properties.SourceArn)).toBe(
    'arn:<AWS::Partition>:execute-api:<AWS::Region>:<AWS::AccountId>:<SocketApi>/*/*',
  );
});

test('the stage is made after every route and the route response', () => {
  const parts = ['AWS::ApiGatewayV2::Route', 'AWS::ApiGatewayV2::RouteResponse'].flatMap((type) =>
    resourcesOf(template, type)
      .map(({ id }) => id)
      .filter((id) => id.startsWith('SocketApi')),
  );
  const { DependsOn } = resourceOf(template, 'AWS::ApiGatewayV2::Stage', 'SocketApi');
  expect(parts).toHaveLength(4);
  expect(DependsOn).toEqual(expect.arrayContaining(parts));
});
