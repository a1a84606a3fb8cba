import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/**
 * Suppresses one finding of cdk-nag's AWS Solutions pack for a construct and its children. The rule
 * has no prefix but its detail, as in `IAM5[Resource::*]`. Without a finding nothing happens.
 */
export function suppressNagFinding(construct: IConstruct, rule: string, reason: string): void {
  Validations.of(construct).acknowledge({ id: `AwsSolutions::AwsSolutions-${rule}`, reason });
}
