import * as v from 'valibot';
import type { LocalPermissions } from '../permissions/permissions.ts';
import { parseProperties } from '../template/parse-properties.ts';
import { arn, REGION } from '../template/resource-names.ts';
import type { Resource, Template } from '../types.ts';

/** One function of the template, as its workers need it. */
export type FunctionSettings = {
  readonly logicalId: string;
  readonly name: string;
  readonly arn: string;
  /** The folder with the function's code. */
  readonly taskRoot: string;
  readonly timeoutMs: number;
  readonly memoryMegabytes: number;
  /** Everything that the code finds in `process.env`. */
  readonly environment: Readonly<Record<string, string>>;
  /** Where an event goes that an asynchronous invocation could not handle, in the event's own shape. */
  readonly deadLetterArn: string | undefined;
};

/** The functions that run JavaScript; those in other languages only serve the deployment itself. */
export function functionSettings(
  template: Template,
  permissions: LocalPermissions,
  awsApis: string,
): FunctionSettings[] {
  return template
    .ofType('AWS::Lambda::Function')
    .filter(({ properties }) => String(properties.Runtime).startsWith('nodejs'))
    .map((resource) => readSettings(resource, template, permissions, awsApis));
}

const functionSchema = v.object({
  FunctionName: v.optional(v.string()),
  Handler: v.string(),
  Runtime: v.string(),
  Code: v.object({ S3Key: v.string() }),
  Timeout: v.optional(v.number(), 3),
  MemorySize: v.optional(v.number(), 128),
  Environment: v.optional(
    v.object({ Variables: v.optional(v.record(v.string(), v.string()), {}) }),
    {},
  ),
  DeadLetterConfig: v.optional(v.object({ TargetArn: v.string() })),
});

function readSettings(
  resource: Resource,
  template: Template,
  permissions: LocalPermissions,
  awsApis: string,
): FunctionSettings {
  const properties = parseProperties(resource, functionSchema);
  const name = properties.FunctionName ?? resource.logicalId;
  const taskRoot = template.asset(properties.Code.S3Key);
  return {
    logicalId: resource.logicalId,
    name,
    arn: arn('lambda', `function:${name}`),
    taskRoot,
    timeoutMs: properties.Timeout * 1000,
    memoryMegabytes: properties.MemorySize,
    environment: {
      ...properties.Environment.Variables,
      ...lambdaVariables(name, taskRoot, properties),
      ...endpointVariables(awsApis),
      AWS_ACCESS_KEY_ID: permissions.accessKeyOf(resource.logicalId),
      AWS_SECRET_ACCESS_KEY: 'local',
    },
    deadLetterArn: properties.DeadLetterConfig?.TargetArn,
  };
}

/** What the cloud sets for every function. */
function lambdaVariables(
  name: string,
  taskRoot: string,
  { Handler, Runtime, MemorySize }: v.InferOutput<typeof functionSchema>,
): Record<string, string> {
  return {
    _HANDLER: Handler,
    AWS_DEFAULT_REGION: REGION,
    AWS_EXECUTION_ENV: `AWS_Lambda_${Runtime}`,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(MemorySize),
    AWS_LAMBDA_FUNCTION_NAME: name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_REGION: REGION,
    LAMBDA_TASK_ROOT: taskRoot,
    TZ: ':UTC',
  };
}

/** How the SDK's clients find their services: each by the service's own id. */
function endpointVariables(awsApis: string): Record<string, string> {
  return {
    AWS_ENDPOINT_URL_DYNAMODB: `${awsApis}/dynamodb`,
    AWS_ENDPOINT_URL_LAMBDA: `${awsApis}/lambda`,
    AWS_ENDPOINT_URL_SCHEDULER: `${awsApis}/scheduler`,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: `${awsApis}/secretsmanager`,
    AWS_ENDPOINT_URL_SESV2: `${awsApis}/sesv2`,
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  };
}
