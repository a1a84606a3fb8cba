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
      description: 'Support chat: signs the tokens of users. "previous" is valid too, to rotate.',
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
      "The company's own server signs with it, so only the company can tell when to rotate.",
    );
  }

  /** The secret's address with the right to read it. */
  binding(): Binding<'IDENTITY_SECRET_ARN'> {
    const read = new PolicyStatement({
      actions: ['secretsmanager:GetSecretValue'],
      resources: [this.arn],
    });
    return { variables: { IDENTITY_SECRET_ARN: this.arn }, statements: [read] };
  }
}
