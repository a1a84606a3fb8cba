import { onTestFinished } from 'vitest';
import { startHttpFront } from '../../../local/http-front.ts';
import { startSignIn } from '../../../local/sign-in/sign-in.ts';
import { openState } from '../../../local/state.ts';
import { aTemplate } from '../template/an-assembly.ts';

/** One key for all tests, because making one takes a while. */
const KEPT = openState(undefined);

/** The issuer on a free port, with one client whose app is at `callback`. */
export async function startIssuer({ state = KEPT, client = {} } = {}) {
  const front = await startHttpFront({ port: 0 });
  const site = `http://localhost:${front.port}`;
  const issuer = `${site}/_local/sign-in`;
  const callback = `${site}/admin/`;
  const template = aTemplate({
    resources: {
      Pool: { Type: 'AWS::Cognito::UserPool' },
      Group: { Type: 'AWS::Cognito::UserPoolGroup', Properties: { GroupName: 'admins' } },
      Staff: {
        Type: 'AWS::Cognito::UserPoolClient',
        Properties: {
          AllowedOAuthFlowsUserPoolClient: true,
          AllowedOAuthFlows: ['code'],
          AllowedOAuthScopes: ['openid', 'email', 'profile'],
          CallbackURLs: [callback],
          LogoutURLs: [callback],
          ...client,
        },
      },
    },
  });
  const signIn = await startSignIn({ template, issuer, state });
  front.onRequest(signIn.handle);
  onTestFinished(() => front.stop());
  return { issuer, callback, signIn, stop: front.stop };
}
