import * as v from 'valibot';
import { parseProperties } from '../template/parse-properties.ts';
import { REGION } from '../template/resource-names.ts';
import { refOf } from '../template/resource-reference.ts';
import type { Resource, Template } from '../types.ts';
import { type Authorizer, AuthorizerSchema } from './jwt-authorizer.ts';

export type Route = {
  /** Such as `GET /api/health` or `$connect`. */
  readonly key: string;
  readonly functionArn: string;
  readonly timeoutMs: number;
  readonly authorizer: Authorizer | undefined;
  readonly scopes: readonly string[];
  /** Whether what the function returns goes back to the client of a WebSocket. */
  readonly hasResponse: boolean;
};

/** One API of the template with all that hangs on it. */
export type ApiDefinition = {
  readonly id: string;
  readonly host: string;
  readonly stage: string;
  readonly resource: Resource;
  readonly routes: readonly Route[];
};

/**
 * The template's API of this protocol, or undefined when it has none. Throws an error that names
 * the resource when there are two, or when something is set that the local run cannot do.
 */
export function readApi(
  template: Template,
  protocol: 'HTTP' | 'WEBSOCKET',
): ApiDefinition | undefined {
  const [api, ...others] = template
    .ofType('AWS::ApiGatewayV2::Api')
    .filter(({ properties }) => properties.ProtocolType === protocol);
  if (api === undefined) return undefined;
  if (others.length > 0) throw new Error(`The local run takes one ${protocol} API, not several.`);
  const id = refOf(api);
  return {
    id,
    host: `${id}.execute-api.${REGION}.amazonaws.com`,
    stage: readStage(template, id),
    resource: api,
    routes: readRoutes(template, id, protocol),
  };
}

const stageSchema = v.object({
  ApiId: v.string(),
  StageName: v.string(),
  AutoDeploy: v.literal(true, 'a stage that is not deployed by itself is not supported'),
});
const routeSchema = v.object({
  ApiId: v.string(),
  RouteKey: v.string(),
  Target: v.string(),
  AuthorizationType: v.optional(
    v.picklist(['NONE', 'JWT'], 'this kind of authorizer is not supported'),
    'NONE',
  ),
  AuthorizerId: v.optional(v.string()),
  AuthorizationScopes: v.optional(v.array(v.string()), []),
});
const integrationSchema = v.object({
  ApiId: v.string(),
  IntegrationType: v.literal('AWS_PROXY', 'only functions (AWS_PROXY) are supported'),
  IntegrationUri: v.string(),
  PayloadFormatVersion: v.optional(v.string(), '1.0'),
  TimeoutInMillis: v.optional(v.number()),
});
const responseSchema = v.object({ ApiId: v.string(), RouteId: v.string() });

function readStage(template: Template, apiId: string): string {
  const [stage, ...others] = template
    .ofType('AWS::ApiGatewayV2::Stage')
    .map((resource) => parseProperties(resource, stageSchema))
    .filter(({ ApiId }) => ApiId === apiId);
  if (stage === undefined || others.length > 0) {
    throw new Error(`The API ${apiId} must have one stage to run locally.`);
  }
  return stage.StageName;
}

function readRoutes(template: Template, apiId: string, protocol: 'HTTP' | 'WEBSOCKET'): Route[] {
  const answered = template
    .ofType('AWS::ApiGatewayV2::RouteResponse')
    .map((resource) => parseProperties(resource, responseSchema).RouteId);
  return template.ofType('AWS::ApiGatewayV2::Route').flatMap((resource): Route[] => {
    const route = parseProperties(resource, routeSchema);
    if (route.ApiId !== apiId) return [];
    return [
      {
        key: route.RouteKey,
        ...readIntegration(template, route.Target, protocol),
        authorizer:
          route.AuthorizationType === 'JWT'
            ? readAuthorizer(template, route.AuthorizerId, resource)
            : undefined,
        scopes: route.AuthorizationScopes,
        hasResponse: answered.includes(refOf(resource)),
      },
    ];
  });
}

/** API Gateway waits at most 29 seconds for a function on a WebSocket, and 30 on HTTP. */
const LONGEST_MS = { HTTP: 30_000, WEBSOCKET: 29_000 } as const;

function readIntegration(template: Template, target: string, protocol: 'HTTP' | 'WEBSOCKET') {
  const resource = byReference(template, 'AWS::ApiGatewayV2::Integration', target.split('/')[1]);
  const integration = parseProperties(resource, integrationSchema);
  if (protocol === 'HTTP' && integration.PayloadFormatVersion !== '2.0') {
    throw new Error(`${resource.logicalId}: only payload format 2.0 is supported locally.`);
  }
  const longestMs = LONGEST_MS[protocol];
  return {
    functionArn: functionArnOf(integration.IntegrationUri),
    timeoutMs: Math.min(integration.TimeoutInMillis ?? longestMs, longestMs),
  };
}

function readAuthorizer(template: Template, id: string | undefined, route: Resource): Authorizer {
  if (id === undefined) throw new Error(`${route.logicalId} names no authorizer.`);
  return parseProperties(
    byReference(template, 'AWS::ApiGatewayV2::Authorizer', id),
    AuthorizerSchema,
  );
}

function byReference(template: Template, type: string, reference: string | undefined): Resource {
  const found = template.ofType(type).find((resource) => refOf(resource) === reference);
  if (found !== undefined) return found;
  throw new Error(`The template has no ${type} ${reference}.`);
}

/** An integration names its function by ARN, or by an address that holds the ARN. */
function functionArnOf(uri: string): string {
  return /\/functions\/(.+)\/invocations$/.exec(uri)?.[1] ?? uri;
}
