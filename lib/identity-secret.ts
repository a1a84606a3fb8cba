import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import type { Binding } from './binding.ts';
import { suppressNagFinding } from './nag-suppressions.ts';
import { removalPolicyOf } from './removal-policy.ts';

/** The secret that the company's server signs its users' tokens with. */
export class IdentitySecret extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: { keepData: boolean }) {
    super(scope, id);
    const secret = new Secret(this, 'Secret', {
      description:
        'Support chat: your server signs user tokens with "current". "previous" stays valid, for rotation.',
      generateSecretString: {
        secretStringTemplate: JSON.stringify({ previous: '' }),
        generateStringKey: 'current',
        passwordLength: 64,
        excludePunctuation: true,
      },
      removalPolicy: removalPolicyOf(props),
    });
    this.arn = secret.secretArn;
    suppressNagFinding(
      secret,
      'SMG4',
      "The company's own server signs with it, so only the company knows when to rotate.",
    );
  }

  /** The secret's ARN and the right to read it. */
  binding(): Binding<'IDENTITY_SECRET_ARN'> {
    const read = new PolicyStatement({
      actions: ['secretsmanager:GetSecretValue'],
      resources: [this.arn],
    });
    return { variables: { IDENTITY_SECRET_ARN: this.arn }, statements: [read] };
  }
}
