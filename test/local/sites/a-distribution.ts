import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { HttpRequest } from '../../../local/gateway/http-exchange.ts';
import { startHttpFront } from '../../../local/http-front.ts';
import { createDistribution } from '../../../local/sites/distribution.ts';
import { aTemplate } from '../template/an-assembly.ts';

type Files = Record<string, string | Buffer>;
type Given = {
  /** Properties of the behaviour that leads to the site, and of the one to the API. */
  site?: Record<string, unknown>;
  api?: Record<string, unknown>;
  /** More of the distribution's settings. */
  config?: Record<string, unknown>;
  resources?: Record<string, unknown>;
  /** Deployments into the bucket, in order. */
  deployments?: { files: Files; properties?: Record<string, unknown> }[];
};

const EXCEPT_HOST = 'b689b0a8-53d0-40ab-baf2-68738e2966ac';
const HTTP_HOST = 'http.execute-api.us-east-1.amazonaws.com';
const SOCKET_HOST = 'sockets.execute-api.us-east-1.amazonaws.com';

/** A distribution on a free port: a site, an HTTP API below `/api` and a WebSocket API at `/ws`. */
export async function startDistribution(given: Given = {}) {
  const passed: HttpRequest[] = [];
  const upgraded: (HttpRequest | undefined)[] = [];
  const distribution = createDistribution({
    template: templateOf(given),
    httpApi: {
      host: HTTP_HOST,
      answer: async (request) => {
        passed.push(request);
        return { status: 418, headers: [['x-origin', 'api']], body: 'from the API' };
      },
    },
    socketApi: {
      host: SOCKET_HOST,
      upgrade: async (_req, socket, _head, request) => {
        upgraded.push(request);
        socket.end('HTTP/1.1 401 Unauthorized\r\nconnection: close\r\n\r\n');
      },
      service: async () => ({ status: 200 }),
      connections: () => [],
      drop: () => {},
      stop: async () => {},
    },
  });
  const front = await startHttpFront({ port: 0 });
  front.onRequest(distribution.handle);
  front.onUpgrade(distribution.upgrade);
  onTestFinished(() => front.stop());
  return { url: `http://127.0.0.1:${front.port}`, passed, upgraded };
}

/** The template alone, for what stops the start. */
export function templateOf({ site, api, config, resources, deployments = [] }: Given) {
  const toApi = { OriginRequestPolicyId: EXCEPT_HOST, AllowedMethods: ALL_METHODS, ...api };
  const template = aTemplate({
    resources: {
      Bucket: { Type: 'AWS::S3::Bucket' },
      Site: {
        Type: 'AWS::CloudFront::Distribution',
        Properties: {
          DistributionConfig: {
            Origins: [
              { Id: 'bucket', DomainName: { 'Fn::GetAtt': ['Bucket', 'RegionalDomainName'] } },
              { Id: 'http', DomainName: HTTP_HOST },
              { Id: 'sockets', DomainName: SOCKET_HOST },
            ],
            DefaultCacheBehavior: { TargetOriginId: 'bucket', ...site },
            CacheBehaviors: [
              { PathPattern: '/api/*', TargetOriginId: 'http', ...toApi },
              { PathPattern: '/ws', TargetOriginId: 'sockets', ...toApi },
            ],
            ...config,
          },
        },
      },
      ...Object.fromEntries(
        deployments.map(({ properties }, index) => [
          `Deployment${index}`,
          {
            Type: 'Custom::CDKBucketDeployment',
            Properties: {
              SourceObjectKeys: [`${index}.zip`],
              DestinationBucketName: { Ref: 'Bucket' },
              ...properties,
            },
          },
        ]),
      ),
      ...resources,
    },
  });
  const folders = deployments.map(({ files }) => folderWith(files));
  return { ...template, asset: (name: string) => folders[Number.parseInt(name, 10)] ?? name };
}

const ALL_METHODS = ['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE'];

function folderWith(files: Files): string {
  const folder = mkdtempSync(join(tmpdir(), 'asset-'));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}
