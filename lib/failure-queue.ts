import { Duration } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Binding } from './binding.ts';
import { suppressNagFinding } from './nag-suppressions.ts';

/** Receives work that still failed after all retries. An alarm watches it. */
export class FailureQueue extends Construct {
  readonly queue: Queue;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.queue = new Queue(this, 'Queue', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    suppressNagFinding(this.queue, 'SQS3', 'This is the dead-letter queue.');
  }

  /** A destination for Lambda, without the right to send, which is `send()`. */
  readonly destination = { bind: () => ({ destination: this.queue.queueArn }) };

  /** The right to send to the queue, and nothing else. */
  send(): PolicyStatement {
    return new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [this.queue.queueArn] });
  }

  /** The right to send without a variable, because Lambda itself sends in the function's name. */
  binding(): Binding<never> {
    return { variables: {}, statements: [this.send()] };
  }
}
