import { Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import {
  ConfigurationSet,
  ConfigurationSetTlsPolicy,
  EmailIdentity,
  Identity,
  SuppressionReasons,
} from 'aws-cdk-lib/aws-ses';
import { Construct } from 'constructs';
import type { Binding } from './binding.ts';
import { suppressNagFinding } from './nag-suppressions.ts';
import { removalPolicyOf } from './removal-policy.ts';
import type { Settings } from './settings.ts';

type EmailSettings = Pick<Settings, 'emailFrom' | 'emailIdentity' | 'keepData'>;

/** The sender's address, and how SES sends from it. */
export class EmailSender extends Construct {
  /** The records to add to the domain's DNS. None if SES verifies an address. */
  readonly dkimRecords: readonly { name: string; value: string }[];
  private readonly configurationSetName: string;

  constructor(
    scope: Construct,
    id: string,
    private readonly settings: EmailSettings,
  ) {
    super(scope, id);
    this.configurationSetName = new ConfigurationSet(this, 'ConfigurationSet', {
      tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE,
      // SES itself stops sending to an address that bounced or complained.
      suppressionReasons: SuppressionReasons.BOUNCES_AND_COMPLAINTS,
      reputationMetrics: true,
    }).configurationSetName;
    this.dkimRecords = this.addIdentity();
    suppressNagFinding(
      Stack.of(this),
      'IAM5[Resource::arn:<AWS::Partition>:ses:<AWS::Region>:<AWS::AccountId>:identity/*]',
      'In the SES sandbox the recipient is an identity too. The condition allows only one sender.',
    );
  }

  /** The sender and its configuration set, and the right to send only as that address. */
  binding(): Binding<'EMAIL_FROM' | 'EMAIL_CONFIGURATION_SET'> {
    const { header, address } = this.settings.emailFrom;
    const send = new PolicyStatement({
      actions: ['ses:SendEmail'],
      resources: [
        // While an account is in the SES sandbox, the recipient's identity is authorized as well.
        this.arn('identity', '*'),
        this.arn('configuration-set', this.configurationSetName),
      ],
      conditions: { StringEquals: { 'ses:FromAddress': address } },
    });
    return {
      variables: { EMAIL_FROM: header, EMAIL_CONFIGURATION_SET: this.configurationSetName },
      statements: [send],
    };
  }

  private addIdentity(): readonly { name: string; value: string }[] {
    const { emailFrom, emailIdentity } = this.settings;
    if (emailIdentity === 'existing') return [];
    const isDomain = emailIdentity === 'domain';
    const identity = new EmailIdentity(this, 'Identity', {
      identity: isDomain ? Identity.domain(emailFrom.domain) : Identity.email(emailFrom.address),
    });
    // Kept, because somebody has confirmed it or added its records to a DNS.
    identity.applyRemovalPolicy(removalPolicyOf(this.settings));
    return isDomain ? identity.dkimRecords : [];
  }

  private arn(resource: string, resourceName: string): string {
    return Stack.of(this).formatArn({ service: 'ses', resource, resourceName });
  }
}
