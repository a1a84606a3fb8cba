import vm from 'node:vm';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { rendered, resourceOf, resourcesOf } from './read-template.ts';
import { synthesize } from './stack.ts';

const template = synthesize();

const BehaviorSchema = v.object({
  PathPattern: v.optional(v.string(), '*'),
  TargetOriginId: v.string(),
  ViewerProtocolPolicy: v.string(),
  AllowedMethods: v.optional(v.array(v.string()), ['GET', 'HEAD']),
  CachePolicyId: v.string(),
  OriginRequestPolicyId: v.optional(v.string()),
  ResponseHeadersPolicyId: v.optional(v.unknown()),
  FunctionAssociations: v.optional(v.array(v.unknown())),
});
const DistributionSchema = v.object({
  HttpVersion: v.string(),
  Origins: v.array(
    v.object({
      Id: v.string(),
      DomainName: v.unknown(),
      OriginCustomHeaders: v.optional(
        v.array(v.object({ HeaderName: v.string(), HeaderValue: v.unknown() })),
        [],
      ),
    }),
  ),
  DefaultCacheBehavior: BehaviorSchema,
  CacheBehaviors: v.array(BehaviorSchema),
});
const distribution = v.parse(
  DistributionSchema,
  resourceOf(template, 'AWS::CloudFront::Distribution').Properties.DistributionConfig,
);

const behaviors = [...distribution.CacheBehaviors, distribution.DefaultCacheBehavior].map(
  (behavior) => {
    const origin = distribution.Origins.find(({ Id }) => Id === behavior.TargetOriginId);
    return { ...behavior, origin: rendered(origin?.DomainName) };
  },
);

test('[O2] one domain carries both APIs and both sites', () => {
  expect(behaviors.map(({ PathPattern, origin }) => [PathPattern, origin])).toEqual([
    ['/api/*', '<HttpApi>.execute-api.<AWS::Region>.<AWS::URLSuffix>'],
    ['/ws', '<SocketApi>.execute-api.<AWS::Region>.<AWS::URLSuffix>'],
    ['/admin*', '<SitesAdminBucket.RegionalDomainName>'],
    ['*', '<SitesWidgetBucket.RegionalDomainName>'],
  ]);
  expect(distribution.HttpVersion).toBe('http2and3');
});

test('an error of one request is kept for nobody else', () => {
  const { CustomErrorResponses } = v.parse(
    v.object({ CustomErrorResponses: v.array(v.record(v.string(), v.unknown())) }),
    resourceOf(template, 'AWS::CloudFront::Distribution').Properties.DistributionConfig,
  );
  // The statuses that CloudFront keeps by itself (its guide, caching of error responses).
  const statuses = [400, 403, 404, 405, 414, 500, 501, 502, 503, 504];
  expect(CustomErrorResponses).toEqual(
    statuses.map((ErrorCode) => ({ ErrorCode, ErrorCachingMinTTL: 0 })),
  );
});

// CloudFront's own policies: CachingDisabled, and AllViewerExceptHostHeader.
const NOT_CACHED = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';
const ALL_BUT_HOST = 'b689b0a8-53d0-40ab-baf2-68738e2966ac';

test.each(['/api/*', '/ws'])(
  '[O2] %s passes every method and header on, cached nowhere',
  (path) => {
    const behavior = behaviors.find(({ PathPattern }) => PathPattern === path);
    expect(behavior).toMatchObject({
      CachePolicyId: NOT_CACHED,
      OriginRequestPolicyId: ALL_BUT_HOST,
      ViewerProtocolPolicy: 'https-only',
    });
    expect(behavior?.AllowedMethods).toEqual(
      expect.arrayContaining(['GET', 'POST', 'PUT', 'PATCH']),
    );
  },
);

test.each(resourcesOf(template, 'AWS::S3::Bucket'))(
  '[S6] $id is private and encrypted',
  (bucket) => {
    expect(bucket.Properties).toMatchObject({
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [
          { ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } },
        ],
      },
    });
  },
);

const StatementSchema = v.looseObject({
  Effect: v.string(),
  Action: v.unknown(),
  Principal: v.unknown(),
});
const BucketPolicySchema = v.object({
  PolicyDocument: v.object({ Statement: v.array(StatementSchema) }),
});

test.each(resourcesOf(template, 'AWS::S3::BucketPolicy'))(
  '[S6] $id lets CloudFront alone read, and nobody without TLS',
  ({ Properties }) => {
    const { Statement } = v.parse(BucketPolicySchema, Properties).PolicyDocument;
    expect(Statement).toContainEqual(
      expect.objectContaining({
        Effect: 'Deny',
        Action: 's3:*',
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      }),
    );
    const readers = Statement.filter(({ Action }) => Action === 's3:GetObject');
    expect(readers).toHaveLength(1);
    expect(readers).toMatchObject([
      {
        Effect: 'Allow',
        Principal: { Service: 'cloudfront.amazonaws.com' },
        Condition: { StringEquals: { 'AWS:SourceArn': expect.anything() } },
      },
    ]);
  },
);

const HeadersSchema = v.object({
  ResponseHeadersPolicyConfig: v.object({
    Name: v.unknown(),
    CorsConfig: v.optional(v.unknown()),
    CustomHeadersConfig: v.object({
      Items: v.array(v.object({ Header: v.string(), Value: v.string() })),
    }),
    SecurityHeadersConfig: v.looseObject({
      ContentSecurityPolicy: v.optional(v.object({ ContentSecurityPolicy: v.unknown() })),
    }),
  }),
});
const AccessControlSchema = v.object({
  OriginAccessControlConfig: v.object({ Name: v.unknown() }),
});
const headersOf = (path: string, from = template) => {
  const id = path === '/admin*' ? 'SitesAdminHeaders' : 'SitesWidgetHeaders';
  const { Properties } = resourceOf(from, 'AWS::CloudFront::ResponseHeadersPolicy', id);
  expect(behaviors.find(({ PathPattern }) => PathPattern === path)).toMatchObject({
    ResponseHeadersPolicyId: { Ref: expect.stringContaining(id) },
  });
  return v.parse(HeadersSchema, Properties).ResponseHeadersPolicyConfig;
};

const contentPolicy = (from = template) =>
  rendered(
    headersOf('/admin*', from).SecurityHeadersConfig.ContentSecurityPolicy?.ContentSecurityPolicy,
  ).split('; ');

test('[S6] the admin runs only its own code, and talks to itself and to its sign-in', () => {
  const signIn =
    'https://cognito-idp.<AWS::Region>.<AWS::URLSuffix> https://<SignInUserPoolDomain>.auth.<AWS::Region>.amazoncognito.com';
  expect(contentPolicy()).toEqual([
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    `connect-src 'self' ${signIn}`,
    "img-src 'self' data:",
    "font-src 'self'",
    "media-src 'self' data:",
    "manifest-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    `form-action 'self' ${signIn}`,
  ]);
});

test("[S6] with the company's own issuer the admin talks to that origin instead", () => {
  const own = synthesize({
    adminIssuer: 'https://login.tea.example/realm',
    adminClientId: 'tea-chat',
  });
  expect(contentPolicy(own)).toContain("connect-src 'self' https://login.tea.example");
});

test('[A1, S6] an issuer that answers on other origins too may be reached there as well', () => {
  const own = synthesize({
    adminIssuer: 'https://login.tea.example/realm',
    adminClientId: 'tea-chat',
    adminIssuerOrigins: 'https://login.tea.example, https://tokens.tea.example',
  });
  const origins = 'https://login.tea.example https://tokens.tea.example';
  expect(contentPolicy(own)).toContain(`connect-src 'self' ${origins}`);
  expect(contentPolicy(own)).toContain(`form-action 'self' ${origins}`);
});

test('[S6] the admin has the security headers of a page that nobody frames', () => {
  expect(headersOf('/admin*').SecurityHeadersConfig).toMatchObject({
    ContentTypeOptions: { Override: true },
    FrameOptions: { FrameOption: 'DENY', Override: true },
    ReferrerPolicy: { ReferrerPolicy: 'no-referrer', Override: true },
    StrictTransportSecurity: { AccessControlMaxAgeSec: 31_536_000, Override: true },
  });
});

test('[S6, U9] any page may load the files of the widget, as modules too', () => {
  const headers = headersOf('*');
  expect(headers.CorsConfig).toMatchObject({
    AccessControlAllowOrigins: { Items: ['*'] },
    AccessControlAllowCredentials: false,
    OriginOverride: true,
  });
  expect(headers.CustomHeadersConfig.Items).toMatchObject([
    { Header: 'cross-origin-resource-policy', Value: 'cross-origin' },
  ]);
  expect(headers.SecurityHeadersConfig).toMatchObject({
    ContentTypeOptions: { Override: true },
    StrictTransportSecurity: { AccessControlMaxAgeSec: 31_536_000, Override: true },
  });
});

const edgeCode = (id: string) =>
  v.parse(
    v.object({ FunctionCode: v.string() }),
    resourceOf(template, 'AWS::CloudFront::Function', id).Properties,
  ).FunctionCode;
const adminPages = edgeCode('SitesAdminPages');

test('the API is told the viewer by the edge, whatever the viewer says, and a proof that it is the edge', () => {
  const given = JSON.stringify({
    viewer: { ip: '198.51.100.7' },
    request: { uri: '/api/visitors', headers: { 'x-viewer-address': { value: '192.0.2.1' } } },
  });
  const code = `${edgeCode('SitesViewerAddress')}; JSON.stringify(handler(JSON.parse(given)))`;
  expect(JSON.parse(vm.runInNewContext(code, { given }))).toEqual({
    uri: '/api/visitors',
    headers: { 'x-viewer-address': { value: '198.51.100.7' } },
  });
  const [api] = distribution.CacheBehaviors;
  expect(api).toMatchObject({ PathPattern: '/api/*', FunctionAssociations: [{}] });
  const sent = distribution.Origins.flatMap((origin) =>
    origin.OriginCustomHeaders.map(({ HeaderName, HeaderValue }) => [
      origin.Id === api?.TargetOriginId,
      HeaderName,
      rendered(HeaderValue),
    ]),
  );
  expect(sent).toEqual([[true, 'x-support-chat-edge', '<Table> <AWS::StackId>']]);
});

test.each([
  ['/admin', '/admin/index.html'],
  ['/admin/', '/admin/index.html'],
  ['/admin/chats/0b5c', '/admin/index.html'],
  ['/admin/v1.2/chats', '/admin/index.html'],
  ['/admin/config.json', '/admin/config.json'],
  ['/admin/assets/main-3c4d.js', '/admin/assets/main-3c4d.js'],
  ['/administrator', '/administrator'],
])('[O2] %s is served from %s', (uri, file) => {
  const request = vm.runInNewContext(`${adminPages}; handler({ request: { uri } })`, { uri });
  expect(request).toEqual({ uri: file });
});

const widgetEncoding = edgeCode('SitesWidgetEncoding');

test.each([
  ['/widget.js', 'gzip, deflate, br', '/widget.js.br'],
  ['/widget.js', 'br', '/widget.js.br'],
  ['/widget.js', 'gzip;q=1.0, BR ; q=0.5, *;q=0', '/widget.js.br'],
  ['/widget/panel-1a2b.js', 'br,gzip', '/widget/panel-1a2b.js.br'],
  ['/widget.js', 'gzip, deflate', '/widget.js'],
  ['/widget.js', 'gzip, br;q=0', '/widget.js'],
  ['/widget.js', 'gzip, br; q=0.000', '/widget.js'],
  ['/widget.js', 'brotli, xbr', '/widget.js'],
  ['/widget.js', '', '/widget.js'],
  ['/widget.js', undefined, '/widget.js'],
  ['/widget/support-chat-widget.tgz', 'br', '/widget/support-chat-widget.tgz'],
])('[U15] %s is, for browsers that accept %j, the file %s', (uri, value, file) => {
  const headers = value === undefined ? {} : { 'accept-encoding': { value } };
  const code = `${widgetEncoding}; JSON.stringify(handler({ request: JSON.parse(given) }))`;
  const given = JSON.stringify({ uri, headers });
  expect(JSON.parse(vm.runInNewContext(code, { given }))).toEqual({ uri: file, headers });
});

const UploadSchema = v.object({
  DestinationBucketName: v.unknown(),
  DestinationBucketKeyPrefix: v.optional(v.string(), ''),
  Prune: v.boolean(),
  SystemMetadata: v.object({
    'cache-control': v.string(),
    'content-type': v.optional(v.string()),
    'content-encoding': v.optional(v.string()),
  }),
});

test('[O2] names with a hash are cached for a year, the loader 5 minutes, the admin page never', () => {
  const uploads = resourcesOf(template, 'Custom::CDKBucketDeployment').map(({ Properties }) => {
    const upload = v.parse(UploadSchema, Properties);
    // Pages that are open during a deployment still ask for the files of the version before.
    expect(upload.Prune).toBe(false);
    const bucket = rendered(upload.DestinationBucketName);
    return [bucket, upload.DestinationBucketKeyPrefix, upload.SystemMetadata['cache-control']];
  });
  expect(uploads).toEqual([
    ['<SitesWidgetBucket>', 'widget/', 'public, max-age=31536000, immutable'],
    ['<SitesWidgetBucket>', 'widget/', 'public, max-age=31536000, immutable'],
    ['<SitesWidgetBucket>', '', 'public, max-age=300'],
    ['<SitesWidgetBucket>', '', 'public, max-age=300'],
    ['<SitesWidgetBucket>', 'widget/', 'public, max-age=300'],
    ['<SitesAdminBucket>', 'admin/assets/', 'public, max-age=31536000, immutable'],
    ['<SitesAdminBucket>', '', 'no-cache'],
  ]);
});

test.each(['BrotliWidgetChunks', 'BrotliWidgetLoader'])(
  '[U15] %s are scripts in brotli',
  (part) => {
    const { Properties } = resourceOf(template, 'Custom::CDKBucketDeployment', `SiteFiles${part}`);
    expect(v.parse(UploadSchema, Properties).SystemMetadata).toMatchObject({
      'content-encoding': 'br',
      'content-type': 'text/javascript; charset=utf-8',
    });
  },
);

test('[U12] the npm package is uploaded as what it is', () => {
  const id = 'SiteFilesWidgetPackage';
  const { Properties } = resourceOf(template, 'Custom::CDKBucketDeployment', id);
  const upload = v.parse(UploadSchema, Properties);
  expect(upload.SystemMetadata['content-type']).toBe('application/gzip');
});

test('[A1] the admin is told its issuer and client', () => {
  const { Properties } = resourceOf(template, 'Custom::CDKBucketDeployment', 'SiteFilesAdminPage');
  const { SourceMarkers } = v.parse(
    v.object({ SourceMarkers: v.array(v.record(v.string(), v.unknown())) }),
    Properties,
  );
  expect(SourceMarkers.flatMap((markers) => Object.values(markers)).map(rendered)).toEqual([
    '<SignInUserPool.ProviderURL>',
    '<SignInUserPoolAdminClient>',
  ]);
});

test('[O2] files with a hash are there before the files that name them', () => {
  const before = (part: string) =>
    resourceOf(template, 'Custom::CDKBucketDeployment', `SiteFiles${part}`).DependsOn;
  const upload = (part: string) => expect.stringMatching(`^SiteFiles${part}CustomResource`);
  for (const loader of ['WidgetLoader', 'BrotliWidgetLoader']) {
    expect(before(loader)).toContainEqual(upload('WidgetChunks'));
    expect(before(loader)).toContainEqual(upload('BrotliWidgetChunks'));
  }
  expect(before('AdminPage')).toContainEqual(upload('AdminChunks'));
});

test('[O1] what an account has once carries the region in its name, so a second region works', () => {
  const names = [
    ...resourcesOf(template, 'AWS::CloudFront::ResponseHeadersPolicy').map(
      ({ Properties }) => v.parse(HeadersSchema, Properties).ResponseHeadersPolicyConfig.Name,
    ),
    ...resourcesOf(template, 'AWS::CloudFront::Function').map(({ Properties }) => Properties.Name),
    ...resourcesOf(template, 'AWS::CloudFront::OriginAccessControl').map(
      ({ Properties }) => v.parse(AccessControlSchema, Properties).OriginAccessControlConfig.Name,
    ),
  ];
  expect(names).toHaveLength(6);
  for (const name of names) expect(rendered(name)).toContain('<AWS::Region>');
});
