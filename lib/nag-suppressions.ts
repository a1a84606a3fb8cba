import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/**
 * Accepts one finding of cdk-nag's AWS Solutions pack for a construct and what it contains. The
 * rule comes without its prefix and with its detail, as in `IAM5[Resource::*]`. Where nothing is
 * found, nothing happens.
 */
export function suppressNagFinding(construct: IConstruct, rule: string, reason: string): void {
  Validations.of(construct).acknowledge({ id: `AwsSolutions::AwsSolutions-${rule}`, reason });
}
