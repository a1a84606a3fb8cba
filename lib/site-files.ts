import path from 'node:path';
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import {
  BucketDeployment,
  CacheControl,
  type ISource,
  Source,
} from 'aws-cdk-lib/aws-s3-deployment';
import { Construct } from 'constructs';
import type { AdminConfig } from '../protocol/admin-config.ts';
import { suppressUploadFindings } from './upload-nag-suppressions.ts';
import { brotliFolder, loaderWithDefaults } from './widget-loader.ts';

type SiteFilesProps = {
  /** The folder with the built sites `widget`, `widget-brotli` and `admin`, and the widget's npm `package`. */
  readonly assets: string;
  readonly widgetBucket: Bucket;
  readonly adminBucket: Bucket;
  readonly adminConfig: AdminConfig;
  /** Options that are built into the widget's loader, so that it need not request them. */
  readonly widgetDefaults: Readonly<Record<string, unknown>>;
};

type Upload = {
  readonly bucket: Bucket;
  readonly sources: ISource[];
  readonly folder?: string;
  readonly cache: CacheControl[];
  /** Default: by the file name. */
  readonly contentType?: string;
  readonly contentEncoding?: string;
};

const LOADER = 'widget.js';
/** The ending of a script's name in brotli. The edge serves it to browsers that accept brotli. */
const BROTLI = '.br';
const COMPRESSED = { contentType: 'text/javascript; charset=utf-8', contentEncoding: 'br' };

/** A file with a hash in its name never changes. */
const IMMUTABLE = [
  CacheControl.setPublic(),
  CacheControl.maxAge(Duration.days(365)),
  CacheControl.immutable(),
];
const FIVE_MINUTES = [CacheControl.setPublic(), CacheControl.maxAge(Duration.minutes(5))];
const ALWAYS_REVALIDATE = [CacheControl.noCache()];

/**
 * Uploads both sites. Files with hashed names come before the files that refer to them, so that no page
 * requests a file that is not there yet. Files of earlier versions stay, because open pages use them.
 */
export class SiteFiles extends Construct {
  private readonly logGroup = new LogGroup(this, 'Logs', {
    retention: RetentionDays.ONE_MONTH,
    removalPolicy: RemovalPolicy.DESTROY,
  });

  constructor(scope: Construct, id: string, props: SiteFilesProps) {
    super(scope, id);
    this.uploadWidget(props);
    this.upload('WidgetPackage', {
      bucket: props.widgetBucket,
      sources: [Source.asset(path.join(props.assets, 'package'))],
      folder: 'widget/',
      cache: FIVE_MINUTES,
      contentType: 'application/gzip',
    });
    this.uploadAdmin(props.adminBucket, path.join(props.assets, 'admin'), props.adminConfig);
  }

  private uploadWidget({ assets, widgetBucket: bucket, widgetDefaults }: SiteFilesProps): void {
    const loader = loaderWithDefaults(path.join(assets, 'widget', LOADER), widgetDefaults);
    const chunks = { bucket, folder: 'widget/', cache: IMMUTABLE };
    const chunkUploads = [
      this.upload('WidgetChunks', {
        ...chunks,
        sources: [Source.asset(path.join(assets, 'widget', 'widget'))],
      }),
      this.upload('BrotliWidgetChunks', {
        ...{ ...chunks, ...COMPRESSED },
        sources: [Source.asset(path.join(assets, 'widget-brotli'))],
      }),
    ];
    const loaderUploads = [
      this.upload('WidgetLoader', {
        ...{ bucket, cache: FIVE_MINUTES },
        sources: [Source.data(LOADER, loader)],
      }),
      this.upload('BrotliWidgetLoader', {
        ...{ bucket, cache: FIVE_MINUTES, ...COMPRESSED },
        sources: [Source.asset(brotliFolder(LOADER + BROTLI, loader))],
      }),
    ];
    for (const upload of loaderUploads) {
      upload.node.addDependency(...chunkUploads);
      suppressUploadFindings(upload, bucket);
    }
  }

  private uploadAdmin(bucket: Bucket, site: string, config: AdminConfig): void {
    const chunks = this.upload('AdminChunks', {
      bucket,
      sources: [Source.asset(path.join(site, 'admin', 'assets'))],
      folder: 'admin/assets/',
      cache: IMMUTABLE,
    });
    const page = this.upload('AdminPage', {
      bucket,
      sources: [
        Source.asset(site, { exclude: ['admin/assets/**'] }),
        Source.jsonData('admin/config.json', config),
      ],
      cache: ALWAYS_REVALIDATE,
    });
    page.node.addDependency(chunks);
    suppressUploadFindings(page, bucket);
  }

  private upload(id: string, given: Upload): BucketDeployment {
    const { bucket, sources, folder, cache, contentType, contentEncoding } = given;
    return new BucketDeployment(this, id, {
      destinationBucket: bucket,
      destinationKeyPrefix: folder,
      sources,
      cacheControl: cache,
      contentType,
      contentEncoding,
      prune: false,
      logGroup: this.logGroup,
    });
  }
}
