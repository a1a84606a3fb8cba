import type { Template } from 'aws-cdk-lib/assertions';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { rendered } from './read-template.ts';
import { synthesize } from './stack.ts';

const OutputsSchema = v.record(
  v.string(),
  v.object({ Value: v.unknown(), Description: v.pipe(v.string(), v.nonEmpty()) }),
);
const outputsOf = (template: Template) =>
  Object.fromEntries(
    Object.entries(v.parse(OutputsSchema, template.findOutputs('*'))).map(([id, { Value }]) => [
      id,
      rendered(Value),
    ]),
  );

test('[O1] the outputs say what to open, what to paste, and what to sign with', () => {
  const url = 'https://<SitesDistribution.DomainName>';
  expect(outputsOf(synthesize())).toEqual({
    ChatUrl: url,
    WidgetSnippet: `<script async src="${url}/widget.js"></script>`,
    AdminUrl: `${url}/admin/`,
    IdentitySecretArn: '<IdentitySecret>',
    ProtectTable: 'aws dynamodb update-table --table-name <Table> --deletion-protection-enabled',
    UserPoolId: '<SignInUserPool>',
    AdminGroup: 'admins',
    FailureQueueUrl: '<FailuresQueue>',
  });
});

test('[A1] with an issuer of one’s own there is no account to make here', () => {
  const own = outputsOf(synthesize({ adminIssuer: 'https://id.example', adminClientId: 'chat' }));
  expect(own).not.toHaveProperty('UserPoolId');
  expect(own).not.toHaveProperty('AdminGroup');
});

const custom = synthesize({
  domainName: 'chat.tea.example',
  certificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/0-1',
});

test('[O2] a custom domain stands in every address, and the outputs say where to point it', () => {
  expect(outputsOf(custom)).toMatchObject({
    ChatUrl: 'https://chat.tea.example',
    AdminUrl: 'https://chat.tea.example/admin/',
    DomainTarget: '<SitesDistribution.DomainName>',
  });
});

test('[S6] a custom domain takes TLS 1.2 at least', () => {
  custom.hasResourceProperties('AWS::CloudFront::Distribution', {
    DistributionConfig: {
      Aliases: ['chat.tea.example'],
      ViewerCertificate: {
        AcmCertificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/0-1',
        MinimumProtocolVersion: 'TLSv1.2_2021',
      },
    },
  });
});
