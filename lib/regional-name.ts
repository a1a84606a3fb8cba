import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/**
 * A name for what an account has once for all its regions, as CloudFront's policies are: without
 * the region in it, the chat could not be deployed to a second one.
 */
export function regionalName(scope: Construct, purpose: string): string {
  const { stackName, region } = Stack.of(scope);
  return `${stackName}-${region}-${purpose}`;
}
