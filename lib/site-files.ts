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
import { acceptUploadFindings } from './upload-findings.ts';
import { loaderWithDefaults } from './widget-loader.ts';

type SiteFilesProps = {
  /** The folder that holds the built sites `widget` and `admin`, and the widget's npm `package`. */
  readonly assets: string;
  readonly widgetBucket: Bucket;
  readonly adminBucket: Bucket;
  readonly adminConfig: AdminConfig;
  /** What is built into the widget's loader, so that it need not ask for it. */
  readonly widgetDefaults: Readonly<Record<string, unknown>>;
};

type Upload = {
  readonly bucket: Bucket;
  readonly sources: ISource[];
  readonly folder?: string;
  readonly cache: CacheControl[];
  /** Unless given, each file's type follows from its name. */
  readonly contentType?: string;
};

const LOADER = 'widget.js';

/** A name with a hash in it never means another content. */
const FOR_EVER = [
  CacheControl.setPublic(),
  CacheControl.maxAge(Duration.days(365)),
  CacheControl.immutable(),
];
const FIVE_MINUTES = [CacheControl.setPublic(), CacheControl.maxAge(Duration.minutes(5))];
const ALWAYS_ASK = [CacheControl.noCache()];

/**
 * Uploads both sites, in each the files with hashed names before those that name them, so that no
 * page asks for a file that is not there yet. Files of earlier versions stay: open pages use them.
 */
export class SiteFiles extends Construct {
  private readonly logGroup = new LogGroup(this, 'Logs', {
    retention: RetentionDays.ONE_MONTH,
    removalPolicy: RemovalPolicy.DESTROY,
  });

  constructor(scope: Construct, id: string, props: SiteFilesProps) {
    super(scope, id);
    this.uploadWidget(props, path.join(props.assets, 'widget'));
    this.upload('WidgetPackage', {
      bucket: props.widgetBucket,
      sources: [Source.asset(path.join(props.assets, 'package'))],
      folder: 'widget/',
      cache: FIVE_MINUTES,
      contentType: 'application/gzip',
    });
    this.uploadAdmin(props.adminBucket, path.join(props.assets, 'admin'), props.adminConfig);
  }

  private uploadWidget({ widgetBucket: bucket, widgetDefaults }: SiteFilesProps, site: string) {
    const chunks = this.upload('WidgetChunks', {
      bucket,
      sources: [Source.asset(path.join(site, 'widget'))],
      folder: 'widget/',
      cache: FOR_EVER,
    });
    const loader = this.upload('WidgetLoader', {
      bucket,
      sources: [Source.data(LOADER, loaderWithDefaults(path.join(site, LOADER), widgetDefaults))],
      cache: FIVE_MINUTES,
    });
    loader.node.addDependency(chunks);
    acceptUploadFindings(loader, bucket);
  }

  private uploadAdmin(bucket: Bucket, site: string, config: AdminConfig): void {
    const chunks = this.upload('AdminChunks', {
      bucket,
      sources: [Source.asset(path.join(site, 'admin', 'assets'))],
      folder: 'admin/assets/',
      cache: FOR_EVER,
    });
    const page = this.upload('AdminPage', {
      bucket,
      sources: [
        Source.asset(site, { exclude: ['admin/assets/**'] }),
        Source.jsonData('admin/config.json', config),
      ],
      cache: ALWAYS_ASK,
    });
    page.node.addDependency(chunks);
    acceptUploadFindings(page, bucket);
  }

  private upload(id: string, given: Upload): BucketDeployment {
    const { bucket, sources, folder, cache, contentType } = given;
    return new BucketDeployment(this, id, {
      destinationBucket: bucket,
      destinationKeyPrefix: folder,
      sources,
      cacheControl: cache,
      contentType,
      prune: false,
      logGroup: this.logGroup,
    });
  }
}
