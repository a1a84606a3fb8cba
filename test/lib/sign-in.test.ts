import { expect, test } from 'vitest';
import { rendered, resourceOf } from './read-template.ts';
import { synthesize } from './stack.ts';

const template = synthesize();

test('[A1] nobody signs up; an account needs a strong password and may have a second factor', () => {
  template.hasResourceProperties('AWS::Cognito::UserPool', {
    AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
    UsernameAttributes: ['email'],
    MfaConfiguration: 'OPTIONAL',
    EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
    Policies: {
      PasswordPolicy: {
        MinimumLength: 12,
        RequireLowercase: true,
        RequireNumbers: true,
        RequireSymbols: true,
        RequireUppercase: true,
      },
    },
  });
  template.hasResourceProperties('AWS::Cognito::UserPoolGroup', { GroupName: 'admins' });
});

test('[A1] the admin signs in by code, without a secret, and comes back to itself only', () => {
  const adminUrl = {
    'Fn::Join': [
      '',
      [
        'https://',
        {
          'Fn::GetAtt': [resourceOf(template, 'AWS::CloudFront::Distribution').id, 'DomainName'],
        },
        '/admin/',
      ],
    ],
  };
  template.hasResourceProperties('AWS::Cognito::UserPoolClient', {
    AllowedOAuthFlows: ['code'],
    AllowedOAuthScopes: ['openid', 'email', 'profile'],
    CallbackURLs: [adminUrl],
    LogoutURLs: [adminUrl],
    GenerateSecret: false,
    PreventUserExistenceErrors: 'ENABLED',
    SupportedIdentityProviders: ['COGNITO'],
  });
});

test("[A1] the sign-in pages have a name of the account's own, or the one that is set", () => {
  const domainOf = (stack: typeof template) =>
    rendered(resourceOf(stack, 'AWS::Cognito::UserPoolDomain').Properties.Domain);
  expect(domainOf(template)).toBe('test-<AWS::AccountId>');
  expect(domainOf(synthesize({ signInDomainPrefix: 'tea-help' }))).toBe('tea-help');
});

test("[A1] with the company's own issuer there is no user pool", () => {
  const own = synthesize({
    adminIssuer: 'https://login.tea.example/realm',
    adminClientId: 'tea-chat',
    adminClaim: 'roles',
    adminClaimValue: 'support',
  });
  own.resourceCountIs('AWS::Cognito::UserPool', 0);
  own.hasResourceProperties('AWS::ApiGatewayV2::Authorizer', {
    JwtConfiguration: { Issuer: 'https://login.tea.example/realm', Audience: ['tea-chat'] },
  });
  own.hasResourceProperties('AWS::Lambda::Function', {
    Description: 'Support chat: socket',
    Environment: {
      Variables: {
        ADMIN_ISSUER: 'https://login.tea.example/realm',
        ADMIN_CLIENT_ID: 'tea-chat',
        ADMIN_CLAIM: 'roles',
        ADMIN_CLAIM_VALUE: 'support',
      },
    },
  });
  expect(own.findOutputs('*')).not.toHaveProperty('UserPoolId');
});

test('[A1] a second factor may be demanded of everybody', () => {
  synthesize({ adminMfa: 'required' }).hasResourceProperties('AWS::Cognito::UserPool', {
    MfaConfiguration: 'ON',
    EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
  });
});
