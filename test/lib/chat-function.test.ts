import * as v from 'valibot';
import { expect, test } from 'vitest';
import { ENVIRONMENTS, type FunctionName } from '../../functions/env.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { rendered, resourceOf } from './read-template.ts';
import { synthesize } from './stack.ts';

const template = synthesize({
  visitors: false,
  inboxShards: 16,
  replyEmailDelayMinutes: 7,
  pageParameters: ['product_id'],
  limits: { userMessagesPer30s: 5, unconfirmedEmails: 'off' },
});

const traced = synthesize({ tracing: true });

const FUNCTIONS: [FunctionName, string][] = [
  ['http-api', 'HttpApiFunction'],
  ['socket', 'SocketFunction'],
  ['fan-out', 'FanOutFunction'],
  ['reply-email', 'ReplyEmailFunction'],
  ['deferred-work', 'DeferredWorkFunction'],
];

const FunctionSchema = v.object({
  Environment: v.object({ Variables: v.record(v.string(), v.unknown()) }),
});

function variablesOf(id: string): Record<string, string> {
  const { Properties } = resourceOf(template, 'AWS::Lambda::Function', id);
  const { Variables } = v.parse(FunctionSchema, Properties).Environment;
  return Object.fromEntries(
    Object.entries(Variables).map(([key, value]) => [key, rendered(value)]),
  );
}

test.each(FUNCTIONS)('%s has exactly the variables that it reads', (name, id) => {
  expect(Object.keys(variablesOf(id)).sort()).toEqual(
    Object.keys(ENVIRONMENTS[name].entries).sort(),
  );
});

test.each(FUNCTIONS)(
  '[O3] %s runs on Node 24, on ARM, with a log of its own, and with traces when asked',
  (_, id) => {
    const { Properties } = resourceOf(template, 'AWS::Lambda::Function', id);
    expect(Properties).toMatchObject({
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Handler: 'index.handler',
      LoggingConfig: { LogFormat: 'JSON', SystemLogLevel: 'WARN' },
    });
    expect(Properties).not.toHaveProperty('TracingConfig');
    const withTraces = resourceOf(traced, 'AWS::Lambda::Function', id);
    expect(withTraces.Properties.TracingConfig).toEqual({ Mode: 'Active' });
    const logs = resourceOf(template, 'AWS::Logs::LogGroup', id);
    expect(Properties.LoggingConfig).toMatchObject({ LogGroup: { Ref: logs.id } });
    expect(logs.Properties.RetentionInDays).toBe(30);
  },
);

test('the HTTP function knows the settings and the address of the chat', () => {
  expect(variablesOf('HttpApiFunction')).toEqual({
    TABLE_NAME: '<Table>',
    VERSION: packageJson.version,
    INBOX_SHARDS: '16',
    RETENTION_DAYS: '0',
    LIMITS: JSON.stringify({
      userMessagesPer30s: 5,
      adminMessagesPer30s: 60,
      visitorsPerHour: 60,
      commandsPerSecond: 10,
      unconfirmedEmails: 'off',
    }),
    PAGE_PARAMETERS: 'product_id',
    IDENTITY_SECRET_ARN: '<IdentitySecret>',
    ADMIN_CLAIM: 'cognito:groups',
    ADMIN_CLAIM_VALUE: 'admins',
    PUBLIC_URL: 'https://<SitesDistribution.DomainName>',
    ALLOWED_ORIGINS: 'https://tea.example',
    SITE_NAME: 'Tea shop',
    SITE_URL: 'https://tea.example/start',
    VISITORS: 'off',
    EDGE_PROOF: '<Table> <AWS::StackId>',
  });
});

test('the fan-out function knows where to push and how to arm an email', () => {
  expect(variablesOf('FanOutFunction')).toEqual({
    TABLE_NAME: '<Table>',
    VERSION: packageJson.version,
    CONNECTIONS_ENDPOINT: 'https://<SocketApi>.execute-api.<AWS::Region>.<AWS::URLSuffix>/ws',
    SCHEDULE_GROUP: '<ReplyEmailGroup>',
    SCHEDULE_ROLE_ARN: '<ReplyEmailRole.Arn>',
    REPLY_EMAIL_FUNCTION_ARN: '<ReplyEmailFunction.Arn>',
    FAILURE_QUEUE_ARN: '<FailuresQueue.Arn>',
    REPLY_EMAIL_DELAY_MINUTES: '7',
    DEFERRED_WORK_FUNCTION_ARN: '<DeferredWorkFunction.Arn>',
  });
});

test('the fan-out function has a whole processor, as posting is bound by it', () => {
  const { Properties } = resourceOf(template, 'AWS::Lambda::Function', 'FanOutFunction');
  expect(Properties.MemorySize).toBe(1_769);
});

test('the socket function knows who the admins are', () => {
  expect(variablesOf('SocketFunction')).toMatchObject({
    ADMIN_ISSUER: '<SignInUserPool.ProviderURL>',
    ADMIN_CLIENT_ID: '<SignInUserPoolAdminClient>',
  });
});
