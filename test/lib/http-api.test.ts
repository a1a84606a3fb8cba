import * as v from 'valibot';
import { expect, test } from 'vitest';
import { isAdminRoute, ROUTES } from '../../protocol/http.ts';
import { rendered, resourceOf, resourcesOf } from './read-template.ts';
import { synthesize } from './stack.ts';

const template = synthesize({ allowedOrigins: ['https://a.example', 'https://b.example'] });
const api = resourceOf(template, 'AWS::ApiGatewayV2::Api', 'HttpApi');
const integration = resourceOf(template, 'AWS::ApiGatewayV2::Integration', 'HttpApi');
const authorizer = resourceOf(template, 'AWS::ApiGatewayV2::Authorizer');

const routes = new Map(
  resourcesOf(template, 'AWS::ApiGatewayV2::Route')
    .filter(({ id }) => id.startsWith('HttpApi'))
    .map(({ Properties }) => [rendered(Properties.RouteKey), Properties]),
);

test('the stack has the routes of the protocol, one for other admin paths, and one for the rest', () => {
  expect([...routes.keys()].sort()).toEqual(
    [...Object.values(ROUTES), 'ANY /api/admin/{proxy+}', '$default'].sort(),
  );
});

test.each([...routes.keys()])('%s is answered by the HTTP function', (key) => {
  expect(routes.get(key)).toMatchObject({
    ApiId: { Ref: api.id },
    Target: { 'Fn::Join': ['', ['integrations/', { Ref: integration.id }]] },
  });
});

test('the function gets payload version 2.0 and may be called by this API alone', () => {
  expect(integration.Properties).toMatchObject({
    IntegrationType: 'AWS_PROXY',
    PayloadFormatVersion: '2.0',
  });
  expect(rendered(integration.Properties.IntegrationUri)).toBe('<HttpApiFunction.Arn>');
  const { Properties } = resourceOf(template, 'AWS::Lambda::Permission', 'HttpApiFunction');
  expect(rendered(Properties.FunctionName)).toBe('<HttpApiFunction.Arn>');
  expect(Properties.Principal).toBe('apigateway.amazonaws.com');
  expect(rendered(Properties.SourceArn)).toBe(
    'arn:<AWS::Partition>:execute-api:<AWS::Region>:<AWS::AccountId>:<HttpApi>/*/*',
  );
});

const adminRoutes = [...Object.values(ROUTES).filter(isAdminRoute), 'ANY /api/admin/{proxy+}'];

test.each(adminRoutes)('[S2] %s lets only admins through', (key) => {
  expect(routes.get(key)).toMatchObject({
    AuthorizationType: 'JWT',
    AuthorizerId: { Ref: authorizer.id },
  });
});

const openRoutes = [...Object.values(ROUTES).filter((key) => !isAdminRoute(key)), '$default'];

test.each(openRoutes)('%s is left to the function', (key) => {
  expect(routes.get(key)).not.toHaveProperty('AuthorizerId');
});

test("[S2] the authorizer takes tokens of the stack's own user pool and client", () => {
  const { Properties } = authorizer;
  expect(Properties.AuthorizerType).toBe('JWT');
  expect(Properties.IdentitySource).toEqual(['$request.header.Authorization']);
  expect(Properties.JwtConfiguration).toEqual({
    Issuer: {
      'Fn::GetAtt': [resourceOf(template, 'AWS::Cognito::UserPool').id, 'ProviderURL'],
    },
    Audience: [{ Ref: resourceOf(template, 'AWS::Cognito::UserPoolClient').id }],
  });
});

test('[S3] other sites reach the API only from the allowed origins', () => {
  expect(api.Properties.CorsConfiguration).toEqual({
    AllowOrigins: ['https://a.example', 'https://b.example'],
    AllowMethods: ['GET', 'POST', 'PATCH', 'PUT'],
    AllowHeaders: ['authorization', 'content-type'],
    ExposeHeaders: ['retry-after'],
    MaxAge: 86_400,
  });
});

const AccessLogSchema = v.object({
  AccessLogSettings: v.object({ DestinationArn: v.unknown(), Format: v.string() }),
});

test('[S6] the access log has no query string, path, header, token or address', () => {
  const { Properties } = resourceOf(template, 'AWS::ApiGatewayV2::Stage', 'HttpApi');
  const { DestinationArn, Format } = v.parse(AccessLogSchema, Properties).AccessLogSettings;
  expect(rendered(DestinationArn)).toBe(
    'arn:<AWS::Partition>:logs:<AWS::Region>:<AWS::AccountId>:log-group:<HttpApiAccessLogs>',
  );
  expect(Format.match(/\$context\.[\w.]+/g)).toEqual([
    '$context.requestId',
    '$context.requestTime',
    '$context.routeKey',
    '$context.status',
    '$context.responseLatency',
    '$context.integrationStatus',
  ]);
});

test('the stage is made after every route', () => {
  const routes = resourcesOf(template, 'AWS::ApiGatewayV2::Route')
    .map(({ id }) => id)
    .filter((id) => id.startsWith('HttpApi'));
  const { DependsOn } = resourceOf(template, 'AWS::ApiGatewayV2::Stage', 'HttpApi');
  expect(routes.length).toBeGreaterThan(20);
  expect(DependsOn).toEqual(expect.arrayContaining(routes));
});
