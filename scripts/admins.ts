import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { runAdmins } from './admins/run-admins.ts';

try {
  await runAdmins(process.argv.slice(2), {
    cloudFormation: new CloudFormationClient(),
    cognito: new CognitoIdentityProviderClient(),
    print: (line) => console.log(line),
  });
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
