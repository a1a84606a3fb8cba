import * as v from 'valibot';
import type { Header } from '../gateway/http-exchange.ts';
import type { HttpApi } from '../http-gateway/http-api.ts';
import { wildcard } from '../permissions/statements.ts';
import type { SocketApi } from '../socket-gateway/socket-api.ts';
import { parseProperties } from '../template/parse-properties.ts';
import { attributeOf, refOf } from '../template/resource-reference.ts';
import type { Resource, Template } from '../types.ts';
import { type BucketContent, readBuckets } from './bucket-content.ts';
import { type HeadersPolicy, loadHeadersPolicy } from './response-headers.ts';
import { loadViewerFunction, type ViewerFunction } from './viewer-function.ts';

type Origin = {
  /** What goes before the path of each request. */
  readonly path: string;
  /** Sent along with each request, in place of what the viewer sent under the same name. */
  readonly headers: readonly Header[];
} & (
  | { kind: 'http'; api: HttpApi }
  | { kind: 'socket'; api: SocketApi }
  | { kind: 'bucket'; content: BucketContent }
);

/** What a distribution does with the paths of one pattern. */
export type Behavior = {
  fits(path: string): boolean;
  readonly methods: readonly string[];
  readonly origin: Origin;
  /** Whether the viewer's headers and query string reach the origin. */
  readonly forwardsViewer: boolean;
  readonly viewerFunction: ViewerFunction | undefined;
  readonly headersPolicy: HeadersPolicy | undefined;
};

export type Apis = { readonly httpApi: HttpApi; readonly socketApi: SocketApi };
export type DistributionSettings = {
  readonly host: string;
  readonly rootObject: string;
  /** In the order in which they are tried; the last one fits every path. */
  readonly behaviors: readonly Behavior[];
};

/** Reads the template's one distribution. Throws when it sets what the local run cannot do. */
export function readDistribution(template: Template, apis: Apis): DistributionSettings {
  const [resource, ...others] = template.ofType('AWS::CloudFront::Distribution');
  if (resource === undefined || others.length > 0) {
    throw new Error('The local run takes a template with one distribution.');
  }
  const { DistributionConfig: config } = parseProperties(resource, distributionSchema);
  const origins = readOrigins(template, config.Origins, apis);
  const read = (behavior: BehaviorConfig) => readBehavior(template, behavior, origins, resource);
  return {
    host: attributeOf(resource, 'DomainName'),
    rootObject: config.DefaultRootObject,
    behaviors: [
      ...config.CacheBehaviors.map(read),
      read({ ...config.DefaultCacheBehavior, PathPattern: '*' }),
    ],
  };
}

/** AWS's own policies: everything of the viewer's, with and without the host that was asked for. */
const ALL_VIEWER_EXCEPT_HOST_HEADER = 'b689b0a8-53d0-40ab-baf2-68738e2966ac';

// CloudFront takes no header of its own names here (its guide, custom headers that it cannot add).
const customHeaderName = v.pipe(
  v.string(),
  v.regex(
    /^(?!x-amz-|x-edge-|x-real-ip$|host$|via$)[\w-]+$/i,
    'is no header that an origin can have',
  ),
);

const originSchema = v.object({
  Id: v.string(),
  DomainName: v.string(),
  OriginPath: v.optional(v.string(), ''),
  OriginCustomHeaders: v.optional(
    v.array(v.object({ HeaderName: customHeaderName, HeaderValue: v.string() })),
    [],
  ),
});
const behaviorEntries = {
  TargetOriginId: v.string(),
  AllowedMethods: v.optional(v.array(v.string()), ['GET', 'HEAD']),
  OriginRequestPolicyId: v.optional(
    v.literal(ALL_VIEWER_EXCEPT_HOST_HEADER, 'this origin request policy is not supported'),
  ),
  ResponseHeadersPolicyId: v.optional(v.string()),
  FunctionAssociations: v.optional(
    v.array(
      v.object({
        EventType: v.literal('viewer-request', 'only functions on viewer requests are supported'),
        FunctionARN: v.string(),
      }),
    ),
    [],
  ),
  LambdaFunctionAssociations: v.optional(v.undefined()),
};
const behaviorSchema = v.object({ ...behaviorEntries, PathPattern: v.string() });
const distributionSchema = v.object({
  DistributionConfig: v.object({
    Origins: v.array(originSchema),
    DefaultRootObject: v.optional(v.string(), ''),
    DefaultCacheBehavior: v.object(behaviorEntries),
    CacheBehaviors: v.optional(v.array(behaviorSchema), []),
    // How long errors are kept does not matter here, where nothing is; pages for them would.
    CustomErrorResponses: v.optional(
      v.array(
        v.strictObject(
          { ErrorCode: v.number(), ErrorCachingMinTTL: v.number() },
          'error pages are not supported',
        ),
      ),
    ),
    OriginGroups: v.optional(v.undefined()),
  }),
});
type BehaviorConfig = v.InferOutput<typeof behaviorSchema>;

function readBehavior(
  template: Template,
  config: BehaviorConfig,
  origins: ReadonlyMap<string, Origin>,
  resource: Resource,
): Behavior {
  const origin = origins.get(config.TargetOriginId);
  if (origin === undefined) {
    throw new Error(`${resource.logicalId} has no origin ${config.TargetOriginId}.`);
  }
  // A pattern may leave out its first slash; `*` stands for slashes too.
  const pattern = wildcard(`/${config.PathPattern.replace(/^\//, '')}`);
  const [association] = config.FunctionAssociations;
  const policyId = config.ResponseHeadersPolicyId;
  return {
    fits: (path) => pattern.test(path),
    methods: config.AllowedMethods,
    origin,
    forwardsViewer: config.OriginRequestPolicyId !== undefined,
    viewerFunction: association && loadViewerFunction(template, association.FunctionARN),
    headersPolicy: policyId === undefined ? undefined : loadHeadersPolicy(template, policyId),
  };
}

function readOrigins(
  template: Template,
  configs: readonly v.InferOutput<typeof originSchema>[],
  { httpApi, socketApi }: Apis,
): ReadonlyMap<string, Origin> {
  const contents = readBuckets(template);
  const buckets = template.ofType('AWS::S3::Bucket');
  const find = (config: v.InferOutput<typeof originSchema>): Origin => {
    const { DomainName, OriginPath: path } = config;
    const headers = config.OriginCustomHeaders.map(
      ({ HeaderName, HeaderValue }): Header => [HeaderName, HeaderValue],
    );
    if (DomainName === httpApi.host) return { kind: 'http', api: httpApi, path, headers };
    if (DomainName === socketApi.host) return { kind: 'socket', api: socketApi, path, headers };
    const bucket = buckets.find((candidate) => domainsOf(candidate).includes(DomainName));
    const content = bucket && contents.get(refOf(bucket));
    if (content === undefined)
      throw new Error(`The local run does not know the origin ${DomainName}.`);
    return { kind: 'bucket', content, path, headers };
  };
  return new Map(configs.map((config) => [config.Id, find(config)]));
}

function domainsOf(bucket: Resource): string[] {
  return [attributeOf(bucket, 'RegionalDomainName'), attributeOf(bucket, 'DomainName')];
}
