import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { awsError, awsResponse } from '../aws-error.ts';
import type { State } from '../state.ts';
import { parseProperties } from '../template/parse-properties.ts';
import { refOf } from '../template/resource-reference.ts';
import type { AwsRequest, AwsResponse, AwsService, Part, Permissions, Template } from '../types.ts';
import { GenerateSecretSchema, generateSecret } from './generate-secret.ts';

export type Secrets = Part & {
  readonly service: AwsService;
  /** The secret's text. Throws for an ARN that the template does not have. */
  value(secretArn: string): string;
};

type Options = {
  readonly template: Template;
  readonly permissions: Permissions;
  readonly state: State;
};
type Secret = { readonly arn: string; readonly name: string; readonly text: string };

/** Secrets Manager for reading. A generated value is made once and stays for as long as the state. */
export async function startSecrets({ template, permissions, state }: Options): Promise<Secrets> {
  const secrets = await readSecrets(template, state);
  const find = (id: string) => secrets.find(({ arn, name }) => id === arn || id === name);
  return {
    service: async (request) => answer(request, find, permissions),
    value(secretArn) {
      const secret = find(secretArn);
      if (secret === undefined) throw new Error(`The template has no secret ${secretArn}.`);
      return secret.text;
    },
    stop: async () => {},
  };
}

const FILE = 'secrets.json';
const storedSchema = v.pipe(v.string(), v.parseJson(), v.record(v.string(), v.string()));
const secretSchema = v.object({
  Name: v.optional(v.string()),
  SecretString: v.optional(v.string()),
  GenerateSecretString: v.optional(GenerateSecretSchema),
});

async function readSecrets(template: Template, state: State): Promise<Secret[]> {
  const stored = v.parse(storedSchema, state.read(FILE) ?? '{}');
  const secrets = template.ofType('AWS::SecretsManager::Secret').map((resource): Secret => {
    const parsed = parseProperties(resource, secretSchema);
    const arn = refOf(resource);
    const generated = parsed.GenerateSecretString;
    const made = generated === undefined ? '' : (stored[arn] ?? generateSecret(generated));
    const name = parsed.Name ?? resource.logicalId;
    return { arn, name, text: parsed.SecretString ?? made };
  });
  await state.write(FILE, JSON.stringify(Object.fromEntries(secrets.map((s) => [s.arn, s.text]))));
  return secrets;
}

const requestSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ SecretId: v.string(), VersionStage: v.optional(v.literal('AWSCURRENT')) }),
);

function answer(
  { headers, body, accessKeyId }: AwsRequest,
  find: (id: string) => Secret | undefined,
  permissions: Permissions,
): AwsResponse {
  if (headers['x-amz-target'] !== 'secretsmanager.GetSecretValue') {
    return awsError(400, 'UnknownOperationException', 'The local run can only read secrets.');
  }
  const parsed = v.safeParse(requestSchema, body.toString());
  if (!parsed.success) return awsError(400, 'InvalidRequestException', 'Invalid request.');
  const { SecretId } = parsed.output;
  const secret = find(SecretId);
  permissions.authorize(accessKeyId, 'secretsmanager:GetSecretValue', secret?.arn ?? SecretId);
  if (secret === undefined) {
    const message = "Secrets Manager can't find the specified secret.";
    return awsError(400, 'ResourceNotFoundException', message);
  }
  return awsResponse(200, {
    ARN: secret.arn,
    Name: secret.name,
    SecretString: secret.text,
    VersionId: versionOf(secret),
    VersionStages: ['AWSCURRENT'],
  });
}

/** Version ids have 32 to 64 characters. */
function versionOf({ text }: Secret): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 36);
}
