import { expect, test } from 'vitest';
import { resourceOf } from './read-template.ts';
import { synthesize } from './stack.ts';

const template = synthesize();

test('[D10] one table, paid per request, with recovery, expiry and a stream of both images', () => {
  template.resourceCountIs('AWS::DynamoDB::Table', 1);
  template.hasResourceProperties('AWS::DynamoDB::Table', {
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
    BillingMode: 'PAY_PER_REQUEST',
    PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    TimeToLiveSpecification: { AttributeName: 'expires_at', Enabled: true },
    StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
  });
});

test('the index carries everything, as what it carries cannot be changed later', () => {
  template.hasResourceProperties('AWS::DynamoDB::Table', {
    GlobalSecondaryIndexes: [
      {
        IndexName: 'gsi1',
        KeySchema: [
          { AttributeName: 'gsi1pk', KeyType: 'HASH' },
          { AttributeName: 'gsi1sk', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'ALL' },
      },
    ],
  });
});

const KEPT = [
  'AWS::DynamoDB::Table',
  'AWS::SecretsManager::Secret',
  'AWS::Cognito::UserPool',
  'AWS::Cognito::UserPoolGroup',
  'AWS::SES::EmailIdentity',
];

test.each(KEPT)('[O1] %s outlives the stack, but no first deployment that fails', (type) => {
  expect(resourceOf(template, type)).toMatchObject({
    DeletionPolicy: 'RetainExceptOnCreate',
    UpdateReplacePolicy: 'Retain',
  });
});

const emptied = synthesize({ keepData: false });

test.each(KEPT)('[O1] %s goes with the stack when asked', (type) => {
  expect(resourceOf(emptied, type).DeletionPolicy).toBe('Delete');
});

test('[S1] the identity secret is made with room for the one before it', () => {
  template.hasResourceProperties('AWS::SecretsManager::Secret', {
    GenerateSecretString: {
      SecretStringTemplate: '{"previous":""}',
      GenerateStringKey: 'current',
      PasswordLength: 64,
    },
  });
});
