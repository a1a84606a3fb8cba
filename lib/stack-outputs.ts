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

/** Adds the stack outputs. Each description says what to do with the value. */
export function addStackOutputs(stack: Stack, deployed: Deployed): void {
  const output = (id: string, value: string, description: string) =>
    new CfnOutput(stack, id, { value, description });

  output('ChatUrl', deployed.publicUrl, 'The address of the chat.');
  output(
    'WidgetSnippet',
    `<script async src="${deployed.publicUrl}/widget.js"></script>`,
    'Add this line to every page that should have the chat.',
  );
  output(
    'AdminUrl',
    `${deployed.publicUrl}/admin/`,
    'The dashboard: admins sign in here and reply.',
  );
  output(
    'IdentitySecretArn',
    deployed.secretArn,
    'Your server signs tokens for signed-in users with "current" of this secret.',
  );
  output(
    'ProtectTable',
    `aws dynamodb update-table --table-name ${deployed.tableName} --deletion-protection-enabled`,
    'Run this when the chat is in use, so that nobody deletes the table by accident.',
  );
  output(
    'FailureQueueUrl',
    deployed.failureQueueUrl,
    'Pushes and emails that failed after all retries wait here.',
  );
  if (deployed.userPoolId !== undefined) {
    output(
      'UserPoolId',
      deployed.userPoolId,
      'Admin accounts are in this user pool. Add one: npm run admins -- add ada@example.com',
    );
    output('AdminGroup', deployed.adminGroup, 'Members of this group of the user pool are admins.');
  }
  if (deployed.customDomain !== undefined) {
    output(
      'DomainTarget',
      deployed.distribution.domainName,
      `Point ${deployed.customDomain} here with a CNAME or alias record.`,
    );
  }
  deployed.dkimRecords.forEach(({ name, value }, index) => {
    output(
      `DkimRecord${index + 1}`,
      `${name} CNAME ${value}`,
      'Add this record to the DNS of the domain that sends the emails.',
    );
  });
}
