import { type CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';

/** The user pool and group of a stack's admins. */
export type UserPool = { readonly id: string; readonly group: string };

/** Reads them from the stack's outputs. Throws an error that says what to do if there are none. */
export async function findUserPool(client: CloudFormationClient, name: string): Promise<UserPool> {
  const outputs = await outputsOf(client, name);
  const id = outputs.get('UserPoolId');
  const group = outputs.get('AdminGroup');
  if (id !== undefined && group !== undefined) return { id, group };
  if (!outputs.has('AdminUrl')) throw new Error(`${name} is not a support chat stack.`);
  if (id !== undefined) {
    throw new Error(`Deploy ${name} again: it has no output with its admin group yet.`);
  }
  throw new Error(
    `The admins of ${name} sign in with your own issuer (adminIssuer). Create their accounts there.`,
  );
}

async function outputsOf(client: CloudFormationClient, name: string) {
  try {
    const { Stacks } = await client.send(new DescribeStacksCommand({ StackName: name }));
    return new Map(
      Stacks?.[0]?.Outputs?.map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]),
    );
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'ValidationError') throw error;
    throw new Error(
      `There is no stack ${name} in this account and region. Set AWS_PROFILE and AWS_REGION, or pass --stack.`,
    );
  }
}
