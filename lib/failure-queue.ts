import { Duration } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Binding } from './binding.ts';
import { suppressNagFinding } from './nag-suppressions.ts';

/** Where everything ends up that was tried again and again in vain. An alarm watches it. */
export class FailureQueue extends Construct {
  readonly queue: Queue;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.queue = new Queue(this, 'Queue', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    suppressNagFinding(this.queue, 'SQS3', 'This is where dead letters go.');
  }

  /** What a `bind`-style destination of Lambda asks for. The right to send is `send()`. */
  readonly destination = { bind: () => ({ destination: this.queue.queueArn }) };

  /** The right to send to the queue, and nothing else. */
  send(): PolicyStatement {
    return new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [this.queue.queueArn] });
  }

  /** The right to send without a variable: Lambda itself sends in the function's name. */
  binding(): Binding<never> {
    return { variables: {}, statements: [this.send()] };
  }
}
