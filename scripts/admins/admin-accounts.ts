import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  type AdminCreateUserCommandInput,
  AdminDeleteUserCommand,
  AdminGetUserCommand,
  type AttributeType,
  type CognitoIdentityProviderClient,
  paginateListUsersInGroup,
  UserNotFoundException,
  UsernameExistsException,
} from '@aws-sdk/client-cognito-identity-provider';
import type { UserPool } from './find-user-pool.ts';

type Admin = { readonly email: string; readonly name: string; readonly status: string };

/** The accounts of support staff in the stack's user pool. */
export function adminAccounts(client: CognitoIdentityProviderClient, pool: UserPool) {
  const account = (email: string) => ({ UserPoolId: pool.id, Username: email });

  return {
    async list(): Promise<Admin[]> {
      const admins: Admin[] = [];
      const request = { UserPoolId: pool.id, GroupName: pool.group };
      for await (const page of paginateListUsersInGroup({ client }, request)) {
        for (const { Attributes, UserStatus } of page.Users ?? []) {
          admins.push({
            email: attribute(Attributes, 'email'),
            name: attribute(Attributes, 'name'),
            status: STATUS[UserStatus ?? ''] ?? UserStatus ?? '',
          });
        }
      }
      return admins;
    },

    /**
     * Creates the account, then adds it to the group. If it fails in between, it can be repeated.
     */
    async add(email: string, name: string | undefined) {
      const outcome = await invite({
        ...account(email),
        DesiredDeliveryMediums: ['EMAIL'],
        UserAttributes: [
          { Name: 'email', Value: email },
          { Name: 'email_verified', Value: 'true' },
          ...(name === undefined ? [] : [{ Name: 'name', Value: name }]),
        ],
      });
      await client.send(
        new AdminAddUserToGroupCommand({ ...account(email), GroupName: pool.group }),
      );
      return outcome;
    },

    async remove(email: string): Promise<void> {
      try {
        await client.send(new AdminDeleteUserCommand(account(email)));
      } catch (error) {
        if (!(error instanceof UserNotFoundException)) throw error;
        throw new Error(`There is no admin ${email}.`);
      }
    },
  };

  async function invite(request: AdminCreateUserCommandInput) {
    try {
      await client.send(new AdminCreateUserCommand(request));
      return 'invited';
    } catch (error) {
      if (!(error instanceof UsernameExistsException)) throw error;
      return inviteAgain(request);
    }
  }

  /** The first password is valid for a week. After that the admin needs a new one. */
  async function inviteAgain({ UserPoolId, Username }: AdminCreateUserCommandInput) {
    const { UserStatus } = await client.send(new AdminGetUserCommand({ UserPoolId, Username }));
    if (UserStatus !== 'FORCE_CHANGE_PASSWORD') return 'there already';
    await client.send(
      new AdminCreateUserCommand({
        UserPoolId,
        Username,
        MessageAction: 'RESEND',
        DesiredDeliveryMediums: ['EMAIL'],
      }),
    );
    return 'invited again';
  }
}

const STATUS: Readonly<Record<string, string>> = {
  CONFIRMED: 'active',
  FORCE_CHANGE_PASSWORD: 'invited',
};

const attribute = (attributes: readonly AttributeType[] | undefined, name: string): string =>
  attributes?.find(({ Name }) => Name === name)?.Value ?? '';
