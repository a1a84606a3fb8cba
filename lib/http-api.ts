import { ArnFormat, RemovalPolicy, Stack } from 'aws-cdk-lib';
import {
  CfnApi,
  CfnAuthorizer,
  CfnIntegration,
  CfnRoute,
  CfnStage,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { isAdminRoute, ROUTES } from '../protocol/http.ts';
import { suppressNagFinding } from './nag-suppressions.ts';

/** Ids and outcomes only: no query string, header, path value or address. */
const ACCESS_LOG_FORMAT = JSON.stringify({
  request_id: '$context.requestId',
  requested_at: '$context.requestTime',
  route: '$context.routeKey',
  status: '$context.status',
  latency_ms: '$context.responseLatency',
  integration_status: '$context.integrationStatus',
});

type Route = { readonly routeKey: string; readonly target: string };

/** Everything under `/api`. Created without routes, so that the site can point at it. Then call `serve`. */
export class ChatHttpApi extends Construct {
  readonly host: string;
  readonly apiId: string;
  private readonly stage: CfnStage;

  constructor(scope: Construct, id: string, props: { allowedOrigins: string[] }) {
    super(scope, id);
    const api = new CfnApi(this, 'Api', {
      name: `${Stack.of(this).stackName}-http`,
      protocolType: 'HTTP',
      corsConfiguration: {
        allowOrigins: props.allowedOrigins,
        allowMethods: methods(),
        allowHeaders: ['authorization', 'content-type'],
        exposeHeaders: ['retry-after'],
        maxAge: 86_400,
      },
    });
    this.apiId = api.ref;
    this.host = `${this.apiId}.execute-api.${Stack.of(this).region}.${Stack.of(this).urlSuffix}`;
    this.stage = this.addStage();
  }

  /** Routes every request to the function. Admin routes need a token of this issuer. */
  serve(handler: IFunction, admins: { issuer: string; clientId: string }): void {
    const target = this.integrate(handler);
    const authorizerId = this.authorize(admins);
    for (const [id, routeKey] of Object.entries(ROUTES)) {
      if (isAdminRoute(routeKey)) this.adminRoute(id, { routeKey, target, authorizerId });
      else this.openRoute(id, { routeKey, target });
    }
    // An unknown admin path is refused like a known one, which hides which ones exist.
    this.adminRoute('otherAdmin', { routeKey: 'ANY /api/admin/{proxy+}', target, authorizerId });
    this.openRoute('other', { routeKey: '$default', target });
  }

  private adminRoute(id: string, route: Route & { authorizerId: string }): void {
    const jwt = { authorizationType: 'JWT', ...route };
    // So the first deployment has every route.
    this.stage.addResourceDependency(new CfnRoute(this, id, { apiId: this.apiId, ...jwt }));
  }

  private openRoute(id: string, route: Route): void {
    const open = new CfnRoute(this, id, { apiId: this.apiId, ...route });
    this.stage.addResourceDependency(open);
    suppressNagFinding(
      open,
      'APIG4',
      "Users have the company's own tokens, which only the function can check.",
    );
  }

  private authorize({ issuer, clientId }: { issuer: string; clientId: string }): string {
    return new CfnAuthorizer(this, 'AdminAuthorizer', {
      apiId: this.apiId,
      name: 'admins',
      authorizerType: 'JWT',
      identitySource: ['$request.header.Authorization'],
      jwtConfiguration: { issuer, audience: [clientId] },
    }).ref;
  }

  private integrate(handler: IFunction): string {
    const integration = new CfnIntegration(this, 'Integration', {
      apiId: this.apiId,
      integrationType: 'AWS_PROXY',
      integrationUri: handler.functionArn,
      payloadFormatVersion: '2.0',
    });
    handler.addPermission('HttpApi', {
      principal: new ServicePrincipal('apigateway.amazonaws.com'),
      sourceArn: Stack.of(this).formatArn({
        service: 'execute-api',
        resource: this.apiId,
        resourceName: '*/*',
      }),
    });
    return `integrations/${integration.ref}`;
  }

  private addStage(): CfnStage {
    const logGroup = new LogGroup(this, 'AccessLogs', {
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    return new CfnStage(this, 'Stage', {
      apiId: this.apiId,
      stageName: '$default',
      autoDeploy: true,
      defaultRouteSettings: { throttlingRateLimit: 500, throttlingBurstLimit: 1_000 },
      accessLogSettings: { destinationArn: this.arnOf(logGroup), format: ACCESS_LOG_FORMAT },
    });
  }

  /** API Gateway stores the ARN without the `:*` at its end. With it, drift detection reports a change. */
  private arnOf(logGroup: LogGroup): string {
    return Stack.of(this).formatArn({
      service: 'logs',
      resource: 'log-group',
      resourceName: logGroup.logGroupName,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
  }
}

/** The methods that the widget uses from other sites. The dashboard is on the chat's own domain. */
function methods(): string[] {
  const open = Object.values(ROUTES).filter((route) => !isAdminRoute(route));
  return [...new Set(open.map((route) => route.slice(0, route.indexOf(' '))))];
}
