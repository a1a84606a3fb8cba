import { CfnOutput, type Stack } from 'aws-cdk-lib';
import type { Distribution } from 'aws-cdk-lib/aws-cloudfront';

type Deployed = {
  readonly publicUrl: string;
  readonly distribution: Distribution;
  readonly customDomain: string | undefined;
  readonly secretArn: string;
  readonly tableName: string;
  readonly userPoolId: string | undefined;
  readonly adminGroup: string;
  readonly failureQueueUrl: string;
  readonly dkimRecords: readonly { readonly name: string; readonly value: string }[];
};

/** The stack's outputs: each says in its description what to do with it. */
export function addStackOutputs(stack: Stack, deployed: Deployed): void {
  const output = (id: string, value: string, description: string) =>
    new CfnOutput(stack, id, { value, description });

  output('ChatUrl', deployed.publicUrl, 'The address of the chat.');
  output(
    'WidgetSnippet',
    `<script async src="${deployed.publicUrl}/widget.js"></script>`,
    'Put this line into every page that shall have the chat.',
  );
  output('AdminUrl', `${deployed.publicUrl}/admin/`, 'Where support staff sign in and answer.');
  output(
    'IdentitySecretArn',
    deployed.secretArn,
    'Your server signs the tokens of its users with "current" of this secret.',
  );
  output(
    'ProtectTable',
    `aws dynamodb update-table --table-name ${deployed.tableName} --deletion-protection-enabled`,
    'Run this once the chat is in use: then nobody deletes the table by mistake.',
  );
  output(
    'FailureQueueUrl',
    deployed.failureQueueUrl,
    'Pushes and emails that were given up wait here.',
  );
  if (deployed.userPoolId !== undefined) {
    output(
      'UserPoolId',
      deployed.userPoolId,
      'Here admins have their accounts: npm run admins -- add ada@example.com',
    );
    output('AdminGroup', deployed.adminGroup, 'Who is in this group of the user pool is an admin.');
  }
  if (deployed.customDomain !== undefined) {
    output(
      'DomainTarget',
      deployed.distribution.domainName,
      `Point ${deployed.customDomain} here by a CNAME or alias record.`,
    );
  }
  deployed.dkimRecords.forEach(({ name, value }, index) => {
    output(
      `DkimRecord${index + 1}`,
      `${name} CNAME ${value}`,
      'Add this record to the DNS of the domain that emails come from.',
    );
  });
}
