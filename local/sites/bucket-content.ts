import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, relative, sep } from 'node:path';
import * as v from 'valibot';
import { wildcard } from '../permissions/statements.ts';
import { parseProperties } from '../template/parse-properties.ts';
import { refOf } from '../template/resource-reference.ts';
import type { Resource, Template } from '../types.ts';
import { contentTypeOf } from './content-type.ts';
import { encodeMarkers, MarkersConfigSchema, replaceMarkers } from './markers.ts';

/** One object of a bucket. */
export type StoredObject = {
  readonly body: Buffer;
  readonly contentType: string;
  readonly contentEncoding: string | undefined;
  readonly cacheControl: string | undefined;
  readonly etag: string;
};

/** What the template's deployments put into a bucket, by key. */
export type BucketContent = ReadonlyMap<string, StoredObject>;

/** The content of every bucket of the template, by bucket name. */
export function readBuckets(template: Template): ReadonlyMap<string, BucketContent> {
  const names = template.ofType('AWS::S3::Bucket').map(refOf);
  const buckets = new Map(names.map((name) => [name, new Map<string, StoredObject>()]));
  for (const resource of template.ofType('Custom::CDKBucketDeployment')) {
    const deployment = parseProperties(resource, deploymentSchema);
    const bucket = buckets.get(deployment.DestinationBucketName);
    if (bucket === undefined) throw new Error(`${resource.logicalId} fills an unknown bucket.`);
    deploy(bucket, deployment, template, resource);
  }
  return buckets;
}

/** Custom resources get their switches as texts or as booleans. */
const flag = v.pipe(
  v.union([v.boolean(), v.picklist(['true', 'false'])]),
  v.transform((value) => value === true || value === 'true'),
);
const texts = v.optional(v.array(v.string()), []);
const deploymentSchema = v.object({
  SourceObjectKeys: v.array(v.string()),
  SourceMarkers: v.optional(v.array(v.record(v.string(), v.unknown())), []),
  SourceMarkersConfig: v.optional(v.array(MarkersConfigSchema), []),
  DestinationBucketName: v.string(),
  DestinationBucketKeyPrefix: v.optional(v.string(), ''),
  Prune: v.optional(flag, true),
  Extract: v.optional(flag, true),
  Exclude: texts,
  Include: texts,
  SystemMetadata: v.optional(v.record(v.string(), v.string()), {}),
});
type Deployment = v.InferOutput<typeof deploymentSchema>;

/** As `aws s3 sync` does it: with `Prune`, what the source does not have goes. */
function deploy(
  bucket: Map<string, StoredObject>,
  deployment: Deployment,
  template: Template,
  resource: Resource,
): void {
  const files = collectFiles(deployment, template, resource);
  const folder = deployment.DestinationBucketKeyPrefix.replace(/^\/|\/$/g, '');
  const prefix = folder === '' ? '' : `${folder}/`;
  const isTaken = filterOf(deployment);
  if (deployment.Prune) {
    const old = [...bucket.keys()].filter((key) => key.startsWith(prefix));
    for (const key of old) if (isTaken(key.slice(prefix.length))) bucket.delete(key);
  }
  for (const [path, body] of files) {
    if (isTaken(path)) bucket.set(prefix + path, store(path, body, deployment.SystemMetadata));
  }
}

function collectFiles(
  deployment: Deployment,
  template: Template,
  resource: Resource,
): Map<string, Buffer> {
  if (!deployment.Extract)
    throw new Error(`${resource.logicalId}: Extract: false is not supported.`);
  const files = new Map<string, Buffer>();
  for (const [index, key] of deployment.SourceObjectKeys.entries()) {
    const markers = encodeMarkers(
      deployment.SourceMarkers[index] ?? {},
      deployment.SourceMarkersConfig[index] ?? {},
    );
    for (const [path, body] of readFolder(template.asset(key))) {
      files.set(path, replaceMarkers(body, markers));
    }
  }
  return files;
}

function readFolder(folder: string): [path: string, body: Buffer][] {
  if (!statSync(folder).isDirectory()) {
    throw new Error(`The asset ${basename(folder)} is no folder, so no site can be read from it.`);
  }
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => [relative(folder, file).split(sep).join('/'), readFileSync(file)]);
}

/** Everything is in; the last filter that fits a path decides, `Include` after `Exclude`. */
function filterOf({ Exclude, Include }: Deployment): (path: string) => boolean {
  const excluded = Exclude.map((pattern) => wildcard(pattern));
  const included = Include.map((pattern) => wildcard(pattern));
  return (path) =>
    included.some((pattern) => pattern.test(path)) ||
    !excluded.some((pattern) => pattern.test(path));
}

function store(path: string, body: Buffer, metadata: Record<string, string>): StoredObject {
  return {
    body,
    contentType: metadata['content-type'] ?? contentTypeOf(path),
    contentEncoding: metadata['content-encoding'],
    cacheControl: metadata['cache-control'],
    etag: `"${createHash('md5').update(body).digest('hex')}"`,
  };
}
