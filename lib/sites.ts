import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AllowedMethods,
  type BehaviorOptions,
  CachePolicy,
  Distribution,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HttpVersion,
  type IResponseHeadersPolicy,
  OriginProtocolPolicy,
  OriginRequestPolicy,
  OriginSslPolicy,
  S3OriginAccessControl,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { SOCKET_STAGE } from '../protocol/socket.ts';
import { suppressNagFinding } from './nag-suppressions.ts';
import { regionalName } from './regional-name.ts';
import type { Settings } from './settings.ts';
import { adminHeaders, widgetHeaders } from './site-headers.ts';

type SitesProps = {
  readonly settings: Pick<Settings, 'domainName' | 'certificateArn'>;
  readonly httpHost: string;
  readonly socketHost: string;
  /** Sent to the HTTP API with each request. It proves that the request came through CloudFront. */
  readonly edgeProof: string;
  /** Where admins sign in: the only other origins that the dashboard may connect to. */
  readonly signInOrigins: readonly string[];
};

/** By default CloudFront caches each of these for ten seconds, whatever the origin says. */
const ERRORS = [400, 403, 404, 405, 414, 500, 501, 502, 503, 504];

/** The chat's domain: both sites from private buckets, and both APIs. */
export class Sites extends Construct {
  readonly widgetBucket = this.bucket('WidgetBucket');
  readonly adminBucket = this.bucket('AdminBucket');
  private readonly accessControl = new S3OriginAccessControl(this, 'AccessControl', {
    originAccessControlName: regionalName(this, 'sites'),
  });
  readonly distribution: Distribution;
  /** `https://…` without a slash at the end. */
  readonly publicUrl: string;

  constructor(scope: Construct, id: string, props: SitesProps) {
    super(scope, id);
    this.distribution = new Distribution(this, 'Distribution', {
      comment: 'Support chat',
      errorResponses: ERRORS.map((httpStatus) => ({ httpStatus, ttl: Duration.seconds(0) })),
      httpVersion: HttpVersion.HTTP2_AND_3,
      ...customDomain(this, props.settings),
      defaultBehavior: {
        ...this.files(this.widgetBucket, widgetHeaders(this, 'WidgetHeaders')),
        functionAssociations: [
          { eventType: FunctionEventType.VIEWER_REQUEST, function: widgetEncoding(this) },
        ],
      },
      additionalBehaviors: {
        '/api/*': {
          ...api(props.httpHost, { 'x-support-chat-edge': props.edgeProof }),
          functionAssociations: [
            { eventType: FunctionEventType.VIEWER_REQUEST, function: viewerAddress(this) },
          ],
        },
        [`/${SOCKET_STAGE}`]: api(props.socketHost),
        '/admin*': {
          ...this.files(this.adminBucket, adminHeaders(this, 'AdminHeaders', props.signInOrigins)),
          functionAssociations: [
            { eventType: FunctionEventType.VIEWER_REQUEST, function: adminPages(this) },
          ],
        },
      },
    });
    suppressNagFindings(this, props.settings);
    this.publicUrl = `https://${props.settings.domainName ?? this.distribution.domainName}`;
  }

  /** Files keep the cache time that they were uploaded with, at the edge and in the browser. */
  private files(bucket: Bucket, responseHeadersPolicy: IResponseHeadersPolicy): BehaviorOptions {
    const originAccessControl = this.accessControl;
    return {
      origin: S3BucketOrigin.withOriginAccessControl(bucket, { originAccessControl }),
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      cachePolicy: CachePolicy.CACHING_OPTIMIZED,
      responseHeadersPolicy,
    };
  }

  private bucket(id: string): Bucket {
    return new Bucket(this, id, {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      // A build can create the files again, so they are deleted with the stack.
      removalPolicy: RemovalPolicy.DESTROY,
      autoDeleteObjects: true,
    });
  }
}

function api(host: string, customHeaders: Record<string, string> = {}): BehaviorOptions {
  return {
    origin: new HttpOrigin(host, {
      protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY,
      originSslProtocols: [OriginSslPolicy.TLS_V1_2],
      customHeaders,
    }),
    allowedMethods: AllowedMethods.ALLOW_ALL,
    viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
    cachePolicy: CachePolicy.CACHING_DISABLED,
    // API Gateway finds the API by its host name, so the viewer's Host header must not reach it.
    originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
  };
}

function customDomain(scope: Construct, { domainName, certificateArn }: SitesProps['settings']) {
  if (domainName === undefined || certificateArn === undefined) return {};
  return {
    domainNames: [domainName],
    certificate: Certificate.fromCertificateArn(scope, 'Certificate', certificateArn),
    minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
  };
}

function suppressNagFindings(sites: Sites, { domainName }: SitesProps['settings']): void {
  suppressNagFinding(
    sites,
    'S1',
    'The files are public, made by the build, and read only by CloudFront.',
  );
  suppressNagFinding(sites, 'CFR1', 'Users of a support chat may be anywhere.');
  suppressNagFinding(
    sites,
    'CFR2',
    'A web firewall costs more than the whole chat; the APIs throttle.',
  );
  suppressNagFinding(
    sites,
    'CFR3',
    'Its logs would contain addresses of visitors. The HTTP API logs requests.',
  );
  if (domainName !== undefined) return;
  suppressNagFinding(
    sites,
    'CFR4',
    "CloudFront's own domain has a fixed TLS version. A custom domain does not.",
  );
}

/** The dashboard is one page: it is served for every path without a file extension. */
const ADMIN_PAGES = `
function handler(event) {
  const request = event.request;
  const isAdmin = request.uri === '/admin' || request.uri.startsWith('/admin/');
  const isPage = isAdmin && !request.uri.includes('.', request.uri.lastIndexOf('/'));
  if (isPage) request.uri = '/admin/index.html';
  return request;
}
`.trim();

const adminPages = (scope: Construct) =>
  new EdgeFunction(scope, 'AdminPages', {
    runtime: FunctionRuntime.JS_2_0,
    code: FunctionCode.fromInline(ADMIN_PAGES),
  });

/**
 * Each script is also stored in brotli, smaller than CloudFront would compress it. It has its own name, so
 * CloudFront caches both versions and does not compress it again.
 */
const WIDGET_ENCODING = `
function handler(event) {
  const request = event.request;
  const accepted = request.headers['accept-encoding'];
  const isBrotli = /(^|,)\\s*br\\s*(,|$|;\\s*q=(1|0\\.0*[1-9]))/i;
  if (accepted && isBrotli.test(accepted.value) && request.uri.endsWith('.js')) request.uri += '.br';
  return request;
}
`.trim();

const widgetEncoding = (scope: Construct) =>
  new EdgeFunction(scope, 'WidgetEncoding', {
    runtime: FunctionRuntime.JS_2_0,
    code: FunctionCode.fromInline(WIDGET_ENCODING),
  });

/** Overwrites whatever a client claims about its address. */
const VIEWER_ADDRESS = `
function handler(event) {
  const request = event.request;
  request.headers['x-viewer-address'] = { value: event.viewer.ip };
  return request;
}
`.trim();

const viewerAddress = (scope: Construct) =>
  new EdgeFunction(scope, 'ViewerAddress', {
    runtime: FunctionRuntime.JS_2_0,
    code: FunctionCode.fromInline(VIEWER_ADDRESS),
  });
