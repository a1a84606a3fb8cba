import { DefaultStackSynthesizer, Stack } from 'aws-cdk-lib';
import { type Bucket, CfnBucket } from 'aws-cdk-lib/aws-s3';
import type { BucketDeployment } from 'aws-cdk-lib/aws-s3-deployment';
import { suppressNagFinding } from './nag-suppressions.ts';

/** CDK's own function uploads the sites at deploy, with rights that CDK chooses. */
export function suppressUploadFindings(upload: BucketDeployment, bucket: Bucket): void {
  const handler = upload.handlerRole.node.scope;
  if (handler === undefined) throw new Error('The upload has no function.');
  suppressNagFinding(handler, 'L1', 'CDK chooses and updates the runtime of its own function.');
  suppressNagFinding(
    handler,
    'IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]',
    'CDK gives its own function the usual right to write logs. It runs during a deployment only.',
  );
  for (const finding of wildcards(bucket)) {
    suppressNagFinding(
      handler,
      `IAM5[${finding}]`,
      'CDK lets its own function copy all files from its asset bucket to the bucket of the site.',
    );
  }
}

function wildcards(bucket: Bucket): string[] {
  const { synthesizer } = Stack.of(bucket);
  const qualifier = synthesizer.bootstrapQualifier ?? DefaultStackSynthesizer.DEFAULT_QUALIFIER;
  const assets = `cdk-${qualifier}-assets-<AWS::AccountId>-<AWS::Region>`;
  return [
    'Action::s3:Abort*',
    'Action::s3:DeleteObject*',
    'Action::s3:GetBucket*',
    'Action::s3:GetObject*',
    'Action::s3:List*',
    `Resource::arn:<AWS::Partition>:s3:::${assets}/*`,
    `Resource::<${logicalId(bucket)}.Arn>/*`,
  ];
}

function logicalId(bucket: Bucket): string {
  const resource = bucket.node.defaultChild;
  if (!(resource instanceof CfnBucket)) throw new Error('The bucket has no resource.');
  return Stack.of(bucket).getLogicalId(resource);
}
