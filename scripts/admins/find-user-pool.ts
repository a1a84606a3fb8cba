import { type CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';

/** Where the admins of a stack have their accounts. */
export type UserPool = { readonly id: string; readonly group: string };

/** Reads it off the stack's outputs. Throws an error that says what to do when there is none. */
export async function findUserPool(client: CloudFormationClient, name: string): Promise<UserPool> {
  const outputs = await outputsOf(client, name);
  const id = outputs.get('UserPoolId');
  const group = outputs.get('AdminGroup');
  if (id !== undefined && group !== undefined) return { id, group };
  if (!outputs.has('AdminUrl')) throw new Error(`${name} is no stack of a support chat.`);
  if (id !== undefined)
    throw new Error(`Deploy ${name} once more: it does not name its group yet.`);
  throw new Error(
    `The admins of ${name} sign in with an issuer of your own (adminIssuer): accounts are made there.`,
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
      `There is no stack ${name} in this account and region: set AWS_PROFILE and AWS_REGION, or give --stack.`,
    );
  }
}
