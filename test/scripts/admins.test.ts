import {
  CloudFormationClient,
  DescribeStacksCommand,
  type Stack,
} from '@aws-sdk/client-cloudformation';
import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  AdminGetUserCommand,
  CognitoIdentityProviderClient,
  ListUsersInGroupCommand,
  UserNotFoundException,
  UsernameExistsException,
} from '@aws-sdk/client-cognito-identity-provider';
import { mockClient } from 'aws-sdk-client-mock';
import 'aws-sdk-client-mock-vitest/extend';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { runAdmins } from '../../scripts/admins/run-admins.ts';

const cloudFormation = mockClient(CloudFormationClient);
const cognito = mockClient(CognitoIdentityProviderClient);
const region = 'eu-west-1';
const clients = {
  cloudFormation: new CloudFormationClient({ region }),
  cognito: new CognitoIdentityProviderClient({ region }),
};

const aStack = (outputs: Record<string, string>): { Stacks: Stack[] } => {
  const Outputs = Object.entries(outputs).map(([OutputKey, OutputValue]) => ({
    OutputKey,
    OutputValue,
  }));
  const state = { CreationTime: new Date(), StackStatus: 'CREATE_COMPLETE' as const };
  return { Stacks: [{ StackName: 'SupportChat', Outputs, ...state }] };
};
const OUTPUTS = { AdminUrl: 'https://x/admin/', UserPoolId: 'pool', AdminGroup: 'staff' };
const failure = { $metadata: {}, message: '' };

beforeEach(() => {
  cloudFormation.reset();
  cognito.reset();
  cloudFormation.on(DescribeStacksCommand).resolves(aStack(OUTPUTS));
});
afterAll(() => {
  cloudFormation.restore();
  cognito.restore();
});

async function run(...args: string[]): Promise<string[]> {
  const printed: string[] = [];
  await runAdmins(args, { ...clients, print: (line) => printed.push(line) });
  return printed;
}

describe('[A1] add', () => {
  test('makes an account, has Cognito send the invitation, and makes an admin of it', async () => {
    cognito.on(AdminCreateUserCommand).resolves({});
    expect(await run('add', 'ada@shop.example', '--name', 'Ada')).toEqual([
      'ada@shop.example gets an email with a password for the first sign-in.',
    ]);
    expect(cognito).toHaveReceivedCommandWith(AdminCreateUserCommand, {
      UserPoolId: 'pool',
      Username: 'ada@shop.example',
      DesiredDeliveryMediums: ['EMAIL'],
      UserAttributes: [
        { Name: 'email', Value: 'ada@shop.example' },
        { Name: 'email_verified', Value: 'true' },
        { Name: 'name', Value: 'Ada' },
      ],
    });
    expect(cognito).toHaveReceivedCommandWith(AdminAddUserToGroupCommand, {
      UserPoolId: 'pool',
      Username: 'ada@shop.example',
      GroupName: 'staff',
    });
  });

  test('of somebody who has not signed in yet invites them again', async () => {
    cognito
      .on(AdminCreateUserCommand)
      .rejects(new UsernameExistsException(failure))
      .on(AdminCreateUserCommand, { MessageAction: 'RESEND' })
      .resolves({});
    cognito.on(AdminGetUserCommand).resolves({ UserStatus: 'FORCE_CHANGE_PASSWORD' });
    expect(await run('add', 'ada@shop.example')).toEqual([
      'ada@shop.example gets another email with a new first password.',
    ]);
    expect(cognito).toHaveReceivedCommand(AdminAddUserToGroupCommand);
  });

  test('of somebody who has an account makes sure that they are an admin', async () => {
    cognito.on(AdminCreateUserCommand).rejects(new UsernameExistsException(failure));
    cognito.on(AdminGetUserCommand).resolves({ UserStatus: 'CONFIRMED' });
    expect(await run('add', 'ada@shop.example')).toEqual([
      'ada@shop.example has an account already, and is an admin.',
    ]);
    expect(cognito).toHaveReceivedCommand(AdminAddUserToGroupCommand);
    expect(cognito).toHaveReceivedCommandTimes(AdminCreateUserCommand, 1);
  });
});

describe('[A1] remove', () => {
  test('deletes the account', async () => {
    cognito.on(AdminDeleteUserCommand).resolves({});
    const [line] = await run('remove', 'ada@shop.example');
    expect(line).toContain('ada@shop.example is no admin any more');
    expect(cognito).toHaveReceivedCommandWith(AdminDeleteUserCommand, {
      UserPoolId: 'pool',
      Username: 'ada@shop.example',
    });
  });

  test('of nobody says so', async () => {
    cognito.on(AdminDeleteUserCommand).rejects(new UserNotFoundException(failure));
    await expect(run('remove', 'x@y.example')).rejects.toThrow('There is no admin x@y.example.');
  });
});

describe('[A1] list', () => {
  test('names every admin of every page', async () => {
    const person = (email: string, UserStatus: 'CONFIRMED' | 'FORCE_CHANGE_PASSWORD') => ({
      UserStatus,
      Attributes: [
        { Name: 'email', Value: email },
        { Name: 'name', Value: 'Somebody' },
      ],
    });
    cognito
      .on(ListUsersInGroupCommand, { UserPoolId: 'pool', GroupName: 'staff' })
      .resolvesOnce({ Users: [person('ada@shop.example', 'CONFIRMED')], NextToken: 'more' })
      .resolves({ Users: [person('bob@shop.example', 'FORCE_CHANGE_PASSWORD')] });
    expect(await run('list')).toEqual([
      'ada@shop.example\tSomebody\tactive',
      'bob@shop.example\tSomebody\tinvited',
    ]);
  });

  test('says when there is none', async () => {
    cognito.on(ListUsersInGroupCommand).resolves({ Users: [] });
    expect(await run('list')).toEqual(['There are no admins yet. Invite one with "add".']);
  });
});

describe('a clear error', () => {
  test.each([
    [],
    ['add'],
    ['add', 'ada'],
    ['list', 'ada@x.example'],
    ['drop', 'ada@x.example'],
    ['add', 'ada@x.example', 'Ada'],
    ['list', '--all'],
  ])('shows how to say it: %j', async (...args) => {
    await expect(run(...args)).rejects.toThrow(/^Usage:/);
  });

  test('names a stack that is not there', async () => {
    const missing = Object.assign(new Error('does not exist'), { name: 'ValidationError' });
    cloudFormation.on(DescribeStacksCommand).rejects(missing);
    await expect(run('list', '--stack', 'Chat')).rejects.toThrow('There is no stack Chat');
    expect(cloudFormation).toHaveReceivedCommandWith(DescribeStacksCommand, { StackName: 'Chat' });
  });

  test.each([
    [{ AdminUrl: 'https://x/admin/' }, 'your own issuer'],
    [{ AdminUrl: 'https://x/admin/', UserPoolId: 'pool' }, 'Deploy SupportChat again'],
    [{ Other: 'stack' }, 'is not a support chat stack'],
  ])('says what stack it is: %j', async (outputs, sentence) => {
    cloudFormation.on(DescribeStacksCommand).resolves(aStack(outputs));
    await expect(run('list')).rejects.toThrow(sentence);
  });
});
