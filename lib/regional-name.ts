import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/**
 * A name for resources that are global within an account, such as CloudFront policies. It contains
 * the region, so that the chat can be deployed to a second one.
 */
export function regionalName(scope: Construct, purpose: string): string {
  const { stackName, region } = Stack.of(scope);
  return `${stackName}-${region}-${purpose}`;
}
