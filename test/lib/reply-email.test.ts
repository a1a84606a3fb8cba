import * as v from 'valibot';
import { expect, test } from 'vitest';
import { rendered, resourceOf } from './read-template.ts';
import { synthesize } from './stack.ts';

const template = synthesize();

test.each([
  ['[E3] a reply email', 'ReplyEmail'],
  ['deferred work', 'DeferredWork'],
])('%s that fails is retried and given up into the failure queue', (_what, name) => {
  const { Properties } = resourceOf(template, 'AWS::Lambda::EventInvokeConfig', name);
  expect(rendered(Properties.FunctionName)).toBe(`<${name}Function>`);
  expect(Properties.MaximumRetryAttempts).toBe(2);
  const { OnFailure } = v.parse(
    v.object({ OnFailure: v.object({ Destination: v.unknown() }) }),
    Properties.DestinationConfig,
  );
  expect(rendered(OnFailure.Destination)).toBe('<FailuresQueue.Arn>');
});

test('[S5] only schedules of the group may take the role', () => {
  const group = resourceOf(template, 'AWS::Scheduler::ScheduleGroup').id;
  template.hasResourceProperties('AWS::IAM::Role', {
    AssumeRolePolicyDocument: {
      Statement: [
        {
          Action: 'sts:AssumeRole',
          Effect: 'Allow',
          Principal: { Service: 'scheduler.amazonaws.com' },
          Condition: {
            StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } },
            ArnEquals: { 'aws:SourceArn': { 'Fn::GetAtt': [group, 'Arn'] } },
          },
        },
      ],
    },
  });
});

test('[E5] email goes over TLS, and no more to an address that bounced or complained', () => {
  template.hasResourceProperties('AWS::SES::ConfigurationSet', {
    DeliveryOptions: { TlsPolicy: 'REQUIRE' },
    SuppressionOptions: { SuppressedReasons: ['BOUNCE', 'COMPLAINT'] },
  });
});

test('[E5] the address is verified unless the settings say otherwise', () => {
  template.hasResourceProperties('AWS::SES::EmailIdentity', { EmailIdentity: 'chat@tea.example' });
});

test('[E5] its domain can be verified instead, by three records that the outputs name', () => {
  const ofDomain = synthesize({ emailIdentity: 'domain' });
  ofDomain.hasResourceProperties('AWS::SES::EmailIdentity', { EmailIdentity: 'tea.example' });
  expect(Object.keys(ofDomain.findOutputs('*'))).toEqual(
    expect.arrayContaining(['DkimRecord1', 'DkimRecord2', 'DkimRecord3']),
  );
});

test('[E5] an identity that exists already is left alone', () => {
  const existing = synthesize({ emailIdentity: 'existing' });
  existing.resourceCountIs('AWS::SES::EmailIdentity', 0);
});
