import { expect, test } from 'vitest';
import { readBuckets } from '../../../local/sites/bucket-content.ts';
import { templateOf } from './a-distribution.ts';

type Deployments = NonNullable<Parameters<typeof templateOf>[0]['deployments']>;

function contentOf(deployments: Deployments): Record<string, string> {
  const content = readBuckets(templateOf({ deployments })).get('bucket');
  const entries = [...(content ?? [])].map(([key, { body }]) => [key, String(body)]);
  return Object.fromEntries(entries);
}

test('[L2] deployments fill a bucket one after the other', () => {
  const content = contentOf([
    { files: { 'a.js': '1', 'b.js': '1' }, properties: { Prune: 'false' } },
    {
      files: { 'a.js': '2', 'deep/c.js': '2' },
      properties: { Prune: false, DestinationBucketKeyPrefix: 'widget/' },
    },
    { files: { 'b.js': '3' }, properties: { Prune: 'false' } },
  ]);
  expect(content).toEqual({
    'a.js': '1',
    'b.js': '3',
    'widget/a.js': '2',
    'widget/deep/c.js': '2',
  });
});

test('[L3] a deployment that prunes takes away what it does not bring, as in the cloud', () => {
  const content = contentOf([
    { files: { 'a.js': '1', 'keep/b.js': '1' } },
    { files: { 'c.js': '2' }, properties: { Prune: 'true', Exclude: ['keep/*'] } },
  ]);
  expect(content).toEqual({ 'keep/b.js': '1', 'c.js': '2' });
});

test('[L2] markers are replaced by what is known at deploy', () => {
  const files = { 'config.json': '{"issuer":"<<m:0>>","text":"<<m:1>>"}', 'other.bin': 'x' };
  const SourceMarkers = [{ '<<m:0>>': 'https://issuer.example', '<<m:1>>': 'a "quoted" text' }];
  const SourceMarkersConfig = [{ jsonEscape: 'true' }];
  const content = contentOf([{ files, properties: { SourceMarkers, SourceMarkersConfig } }]);
  expect(JSON.parse(content['config.json'] ?? '')).toEqual({
    issuer: 'https://issuer.example',
    text: 'a "quoted" text',
  });
});

test('[L2] markers leave every other byte of a file as it is', () => {
  const bytes = Buffer.from([0xff, 0xfe, 0x00, 0xc3, 0x28, ...Buffer.from('<<m>>'), 0x80]);
  const properties = { SourceMarkers: [{ '<<m>>': 'ü' }] };
  const buckets = readBuckets(templateOf({ deployments: [{ files: { x: bytes }, properties }] }));
  const replaced = Buffer.from([0xff, 0xfe, 0x00, 0xc3, 0x28, ...Buffer.from('ü'), 0x80]);
  expect(buckets.get('bucket')?.get('x')?.body).toEqual(replaced);
});
