/** One stand-in for an AWS part. Parts start in boot order and stop in reverse. */
export type Part = { stop(): Promise<void> };

/** One resource of the template, its properties resolved to plain values. */
export type Resource = {
  readonly logicalId: string;
  readonly type: string;
  readonly properties: Record<string, unknown>;
};

/** The synthesized template with every intrinsic resolved. */
export type Template = {
  /** All resources of a type, such as `AWS::Lambda::Function`, in template order. */
  ofType(type: string): Resource[];
  /** One resource; throws an error that names the id when the template has none. */
  get(logicalId: string): Resource;
  /** The folder or file of an asset by the name that the template gives it (`<hash>.zip`). */
  asset(name: string): string;
};

/** What a caller's role may do. `accessKeyId` names the caller: each function has its own. */
export type Permissions = {
  /**
   * Throws `AccessDeniedError` unless a policy of the caller's role allows the action there.
   * `context` holds what the policies' conditions may ask for, by condition key.
   */
  authorize(
    accessKeyId: string,
    action: string,
    resourceArn: string,
    context?: Readonly<Record<string, readonly string[]>>,
  ): void;
};

/** Says who was refused what, in the cloud's own words. */
export class AccessDeniedError extends Error {
  override readonly name = 'AccessDeniedError';
}

export type InvokeResult =
  | { ok: true; payload: unknown }
  /** The function threw, timed out or could not start. */
  | { ok: false; errorType: string; errorMessage: string };

/** The functions of the template, by ARN. */
export type Functions = {
  /** Runs the function once and waits for its answer. */
  invoke(functionArn: string, event: unknown): Promise<InvokeResult>;
  /**
   * Hands the event over as an asynchronous invocation: two retries, then the failure destination.
   * Resolves when the event was handled or given up.
   */
  invokeLater(functionArn: string, event: unknown): Promise<void>;
  /** Whether a `AWS::Lambda::Permission` of the template lets this principal invoke the function. */
  mayInvoke(principal: string, functionArn: string, sourceArn: string): boolean;
};

/** One signed request of an AWS SDK client. */
export type AwsRequest = {
  readonly accessKeyId: string;
  readonly method: string;
  /** The path after the service's own prefix, still encoded, beginning with `/`. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
};
export type AwsResponse = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
};
/** One AWS service's API as the SDK speaks it. */
export type AwsService = (request: AwsRequest) => Promise<AwsResponse>;

/** The scheduler's time, which tests move forward. */
export type Clock = { now(): number };

/** Where failed events go: the template's queues, by ARN. */
export type Queues = { send(queueArn: string, body: unknown): void };
