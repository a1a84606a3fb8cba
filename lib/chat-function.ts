import path from 'node:path';
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  Code,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  SystemLogLevel,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { EnvironmentVariables, FunctionName } from '../functions/env.ts';
import type { Binding } from './binding.ts';
import { suppressNagFinding } from './nag-suppressions.ts';

export type ChatFunctionProps<N extends FunctionName> = {
  readonly name: N;
  /** The folder with one subfolder per function, each with an `index.mjs`. */
  readonly assets: string;
  readonly timeoutSeconds: number;
  /** Default 512. More memory also means a larger share of a processor. */
  readonly memoryMegabytes?: number;
  /** Whether each run is traced by X-Ray. */
  readonly tracing: boolean;
  /** Must provide every variable that `functions/env.ts` lists for the function. */
  readonly uses: Binding<keyof EnvironmentVariables<N> & string>;
};

/** A Lambda function with the settings that all of them share. */
export class ChatFunction<N extends FunctionName> extends Construct {
  readonly lambda: LambdaFunction;

  constructor(scope: Construct, id: string, props: ChatFunctionProps<N>) {
    super(scope, id);
    const logGroup = new LogGroup(this, 'Logs', {
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.lambda = new LambdaFunction(this, 'Function', {
      description: `Support chat: ${props.name}`,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      code: Code.fromAsset(path.join(props.assets, props.name)),
      handler: 'index.handler',
      memorySize: props.memoryMegabytes ?? 512,
      timeout: Duration.seconds(props.timeoutSeconds),
      tracing: props.tracing ? Tracing.ACTIVE : Tracing.DISABLED,
      loggingFormat: LoggingFormat.JSON,
      // Otherwise the start, end and report of each run would be most of the log.
      systemLogLevelV2: SystemLogLevel.WARN,
      logGroup,
      role: this.role(logGroup, props.uses.statements),
      environment: props.uses.variables,
    });
    suppressNagFinding(
      this,
      'IAM5[Resource::*]',
      'X-Ray has no resources: there is no narrower way to allow the two actions that send traces.',
    );
  }

  /** AWS's managed policy allows writing to every log group. This role allows only its own. */
  private role(logGroup: LogGroup, statements: readonly PolicyStatement[]): Role {
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    });
    const writeLogs = new PolicyStatement({
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      resources: [logGroup.logGroupArn],
    });
    for (const statement of [writeLogs, ...statements]) role.addToPrincipalPolicy(statement);
    return role;
  }
}
