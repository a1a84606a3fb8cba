import { Stack } from 'aws-cdk-lib';
import {
  CfnApi,
  CfnIntegration,
  CfnRoute,
  CfnRouteResponse,
  CfnStage,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { SOCKET_STAGE } from '../protocol/socket.ts';
import type { Binding } from './binding.ts';
import { suppressNagFinding } from './nag-suppressions.ts';

/** Post to a connection, close it. */
const METHODS = ['POST', 'DELETE'];

/** The WebSocket at `/ws`. Created without routes, so that the site can point at it. Then call `serve`. */
export class ChatSocketApi extends Construct {
  readonly host: string;
  readonly apiId: string;
  private readonly api: CfnApi;
  private readonly stage: CfnStage;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const { stackName, region, urlSuffix } = Stack.of(this);
    this.api = new CfnApi(this, 'Api', {
      name: `${stackName}-socket`,
      protocolType: 'WEBSOCKET',
      routeSelectionExpression: '$request.body.action',
    });
    this.apiId = this.api.ref;
    this.host = `${this.apiId}.execute-api.${region}.${urlSuffix}`;
    this.stage = this.addStage();
    this.suppressNagFindings();
  }

  /** Routes connects, disconnects and every command to the function. */
  serve(handler: IFunction): void {
    const target = this.integrate(handler);
    const apiId = this.apiId;
    const connect = new CfnRoute(this, 'Connect', { apiId, routeKey: '$connect', target });
    const disconnect = new CfnRoute(this, 'Disconnect', {
      apiId,
      routeKey: '$disconnect',
      target,
    });
    const commands = new CfnRoute(this, 'Commands', {
      apiId,
      routeKey: '$default',
      routeResponseSelectionExpression: '$default',
      target,
    });
    // Without a route response API Gateway drops the body that the function returns.
    const replies = new CfnRouteResponse(this, 'Replies', {
      apiId,
      routeId: commands.ref,
      routeResponseKey: '$default',
    });
    // So the first deployment has all of them.
    for (const part of [connect, disconnect, commands, replies])
      this.stage.addResourceDependency(part);
  }

  /** The address to post pushes to, and the right to post to any open connection and close it. */
  binding(): Binding<'CONNECTIONS_ENDPOINT'> {
    const manage = new PolicyStatement({
      actions: ['execute-api:ManageConnections'],
      resources: METHODS.map((method) => this.arn(`${SOCKET_STAGE}/${method}/@connections/*`)),
    });
    return {
      variables: { CONNECTIONS_ENDPOINT: `https://${this.host}/${SOCKET_STAGE}` },
      statements: [manage],
    };
  }

  private addStage(): CfnStage {
    return new CfnStage(this, 'Stage', {
      apiId: this.apiId,
      stageName: SOCKET_STAGE,
      autoDeploy: true,
      // API Gateway's smallest regions have a burst of 1,250 for the whole account.
      defaultRouteSettings: { throttlingRateLimit: 1_000, throttlingBurstLimit: 1_000 },
    });
  }

  private suppressNagFindings(): void {
    suppressNagFinding(
      this,
      'APIG1',
      'Access logs of a WebSocket API need one role for the whole account. The function logs instead.',
    );
    suppressNagFinding(
      this,
      'APIG4',
      'The function checks the token of the handshake, because browsers cannot send it in a header.',
    );
    const stack = Stack.of(this);
    const api = stack.resolve(this.api.logicalId);
    for (const method of METHODS) {
      suppressNagFinding(
        stack,
        `IAM5[Resource::arn:<AWS::Partition>:execute-api:<AWS::Region>:<AWS::AccountId>:<${api}>/${SOCKET_STAGE}/${method}/@connections/*]`,
        'Pushes go to any open connection of this API. Their ids are not known in advance.',
      );
    }
  }

  private integrate(handler: IFunction): string {
    const { partition, region } = Stack.of(this);
    const integration = new CfnIntegration(this, 'Integration', {
      apiId: this.apiId,
      integrationType: 'AWS_PROXY',
      integrationUri: `arn:${partition}:apigateway:${region}:lambda:path/2015-03-31/functions/${handler.functionArn}/invocations`,
    });
    handler.addPermission('SocketApi', {
      principal: new ServicePrincipal('apigateway.amazonaws.com'),
      sourceArn: this.arn('*/*'),
    });
    return `integrations/${integration.ref}`;
  }

  private arn(resourceName: string): string {
    const resource = this.apiId;
    return Stack.of(this).formatArn({ service: 'execute-api', resource, resourceName });
  }
}
