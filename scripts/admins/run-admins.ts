import { parseArgs } from 'node:util';
import type { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import type { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { adminAccounts } from './admin-accounts.ts';
import { findUserPool } from './find-user-pool.ts';

type Services = {
  readonly cloudFormation: CloudFormationClient;
  readonly cognito: CognitoIdentityProviderClient;
  print(line: string): void;
};

const USAGE = `Usage:
  npm run admins -- list
  npm run admins -- add ada@example.com [--name "Ada Lovelace"]
  npm run admins -- remove ada@example.com
with --stack NAME for a stack that is not called SupportChat.`;

/**
 * Lists, invites or removes the admins of a deployed stack. Commands can be repeated. Throws an
 * error of one sentence that says what to do.
 */
export async function runAdmins(args: readonly string[], services: Services): Promise<void> {
  const { command, email, name, stack } = readArguments(args);
  const { cognito, print } = services;
  const accounts = adminAccounts(cognito, await findUserPool(services.cloudFormation, stack));
  if (command === 'list') return list(await accounts.list(), print);
  if (command === 'add') return print(INVITED[await accounts.add(email, name)](email));
  await accounts.remove(email);
  print(`${email} is no admin any more. Who is signed in now can go on for an hour at most.`);
}

const INVITED = {
  invited: (email: string) => `${email} gets an email with a password for the first sign-in.`,
  'invited again': (email: string) => `${email} gets another email with a new first password.`,
  'there already': (email: string) => `${email} has an account already, and is an admin.`,
} as const;

function list(
  admins: readonly { email: string; name: string; status: string }[],
  print: (line: string) => void,
): void {
  if (admins.length === 0) print('There are no admins yet. Invite one with "add".');
  for (const { email, name, status } of admins) print([email, name, status].join('\t'));
}

function readArguments(args: readonly string[]) {
  const { values, positionals } = parse(args);
  const [command, email = '', ...others] = positionals;
  const isComplete = command === 'list' ? email === '' : /^[^@\s]+@[^@\s]+$/.test(email);
  if (!isCommand(command) || !isComplete || others.length > 0) throw new Error(USAGE);
  return { command, email, name: values.name, stack: values.stack };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        name: { type: 'string' },
        stack: { type: 'string', default: 'SupportChat' },
      },
    });
  } catch {
    throw new Error(USAGE);
  }
}

const isCommand = (text: string | undefined): text is 'list' | 'add' | 'remove' =>
  text === 'list' || text === 'add' || text === 'remove';
