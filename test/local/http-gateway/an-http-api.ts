type Given = {
  routes: string[];
  /** Routes that need a token. */
  guarded?: string[];
  cors?: Record<string, unknown>;
  issuer?: string;
  timeoutMs?: number;
};

/** The resources of an HTTP API whose routes all lead to one function. */
export function anHttpApi({ routes, guarded = [], cors, issuer, timeoutMs }: Given) {
  const api = { ApiId: { Ref: 'Http' } };
  const entries = [...routes, ...guarded].map((RouteKey, index) => [
    `Route${index}`,
    {
      Type: 'AWS::ApiGatewayV2::Route',
      Properties: {
        ...api,
        RouteKey,
        Target: { 'Fn::Join': ['/', ['integrations', { Ref: 'Integration' }]] },
        ...(guarded.includes(RouteKey) && {
          AuthorizationType: 'JWT',
          AuthorizerId: { Ref: 'Admins' },
        }),
      },
    },
  ]);
  return {
    Http: {
      Type: 'AWS::ApiGatewayV2::Api',
      Properties: { ProtocolType: 'HTTP', ...(cors && { CorsConfiguration: cors }) },
    },
    Stage: {
      Type: 'AWS::ApiGatewayV2::Stage',
      Properties: { ...api, StageName: '$default', AutoDeploy: true },
    },
    Integration: {
      Type: 'AWS::ApiGatewayV2::Integration',
      Properties: {
        ...api,
        IntegrationType: 'AWS_PROXY',
        IntegrationUri: FUNCTION_ARN,
        PayloadFormatVersion: '2.0',
        ...(timeoutMs !== undefined && { TimeoutInMillis: timeoutMs }),
      },
    },
    Admins: {
      Type: 'AWS::ApiGatewayV2::Authorizer',
      Properties: {
        ...api,
        AuthorizerType: 'JWT',
        IdentitySource: ['$request.header.Authorization'],
        JwtConfiguration: { Issuer: issuer ?? 'http://localhost:1', Audience: ['staff'] },
      },
    },
    ...Object.fromEntries(entries),
  };
}

export const FUNCTION_ARN = 'arn:aws:lambda:us-east-1:000000000000:function:Api';
