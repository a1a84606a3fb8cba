import {
  GetSecretValueCommand,
  ResourceNotFoundException,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { expect, onTestFinished, test } from 'vitest';
import { startAwsFront } from '../../../local/aws-front.ts';
import { startSecrets } from '../../../local/secrets/secrets.ts';
import { openState } from '../../../local/state.ts';
import { fakePermissions } from '../http-gateway/fake-permissions.ts';
import { aTemplate } from '../template/an-assembly.ts';

const ARN = 'arn:aws:secretsmanager:us-east-1:000000000000:secret:Identity-local1';
const generated = {
  SecretStringTemplate: '{"previous":""}',
  GenerateStringKey: 'current',
  PasswordLength: 64,
  ExcludePunctuation: true,
};

async function start(given: Record<string, unknown>, more: { refused?: string[] } = {}) {
  const permissions = fakePermissions(more);
  const state = openState(undefined);
  const template = aTemplate({
    resources: { Identity: { Type: 'AWS::SecretsManager::Secret', Properties: given } },
  });
  const secrets = await startSecrets({ template, permissions, state });
  const aws = await startAwsFront();
  onTestFinished(() => aws.stop());
  aws.mount('secretsmanager', secrets.service);
  const client = new SecretsManagerClient({
    endpoint: `${aws.url}/secretsmanager`,
    region: 'us-east-1',
    credentials: { accessKeyId: 'PROBE', secretAccessKey: 'x' },
    maxAttempts: 1,
  });
  const read = (SecretId: string) => client.send(new GetSecretValueCommand({ SecretId }));
  return {
    secrets,
    read,
    permissions,
    again: () => startSecrets({ template, permissions, state }),
  };
}

test('[S1] a secret is generated as the template says, and read by its ARN', async () => {
  const { read, secrets, permissions } = await start({ GenerateSecretString: generated });
  const { SecretString = '', ARN: arn } = await read(ARN);
  expect(arn).toBe(ARN);
  expect(JSON.parse(SecretString)).toEqual({
    previous: '',
    current: expect.stringMatching(/^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)[A-Za-z\d]{64}$/),
  });
  expect(secrets.value(ARN)).toBe(SecretString);
  expect(permissions.asked).toMatchObject([
    { action: 'secretsmanager:GetSecretValue', resource: ARN },
  ]);
});

test('[L4] a generated secret stays the same after a restart', async () => {
  const { secrets, again } = await start({ GenerateSecretString: generated });
  expect((await again()).value(ARN)).toBe(secrets.value(ARN));
  const other = await start({ GenerateSecretString: generated });
  expect(other.secrets.value(ARN)).not.toBe(secrets.value(ARN));
});

test('[L2] a written secret is taken as it is', async () => {
  const { read } = await start({ SecretString: 'as written' });
  expect((await read(ARN)).SecretString).toBe('as written');
});

test('[L3] generated texts leave out what is excluded', async () => {
  const { secrets } = await start({
    GenerateSecretString: {
      PasswordLength: 200,
      ExcludeUppercase: true,
      ExcludeNumbers: true,
      ExcludeCharacters: '"\\ab',
      IncludeSpace: true,
    },
  });
  expect(secrets.value(ARN)).toMatch(/^[^A-Z0-9"\\ab]{200}$/);
  expect(secrets.value(ARN)).toContain(' ');
});

test('[L2] a caller without the right does not get the value', async () => {
  const refused = ['secretsmanager:GetSecretValue'];
  const { read } = await start({ SecretString: 'hidden' }, { refused });
  await expect(read(ARN)).rejects.toThrow(/Not authorized/);
});

test('[L2] a secret that the template lacks is not found', async () => {
  const { read, secrets } = await start({ SecretString: 'x' });
  await expect(read(`${ARN}x`)).rejects.toThrow(ResourceNotFoundException);
  expect(() => secrets.value('nowhere')).toThrow(/no secret nowhere/);
});
