import { Duration, Stack } from 'aws-cdk-lib';
import {
  Alarm,
  ComparisonOperator,
  type IMetric,
  Metric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { FilterPattern, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import type { FailureQueue } from './failure-queue.ts';
import { streamAge } from './fan-out.ts';

type AlarmsProps = {
  readonly failures: FailureQueue;
  readonly httpApi: LambdaFunction;
  readonly socket: LambdaFunction;
  readonly fanOut: LambdaFunction;
  /** Where alarms are sent. Without it they only show in CloudWatch. */
  readonly email: string | undefined;
};

const PERIOD = Duration.minutes(5);

/**
 * Alarms for messages that do not arrive. The background functions have no error alarm: their
 * failures show as stream age or end in the failure queue.
 */
export class Alarms extends Construct {
  private readonly topic: Topic | undefined;

  constructor(scope: Construct, id: string, props: AlarmsProps) {
    super(scope, id);
    const { failures, httpApi, socket, fanOut, email } = props;
    this.topic = email === undefined ? undefined : this.topicTo(email);
    this.alarm('FailedWork', 1, {
      metric: failures.queue.metricApproximateNumberOfMessagesVisible({ period: PERIOD }),
      text: 'Pushes or emails failed after all retries and wait in the failure queue.',
    });
    this.alarm('StreamAge', 60_000, {
      metric: streamAge(fanOut, PERIOD),
      text: 'Messages arrive more than a minute late.',
    });
    this.alarm('HttpApiErrors', 1, {
      metric: httpApi.metricErrors({ period: PERIOD }),
      text: 'The HTTP API function crashed, timed out or did not start.',
    });
    this.alarm('SocketErrors', 1, {
      metric: socket.metricErrors({ period: PERIOD }),
      text: 'The WebSocket function crashed, timed out or did not start.',
    });
    this.alarm('LoggedErrors', 1, {
      metric: this.loggedErrors({ httpApi, socket }),
      text: 'A request or command got the error `internal`. See the logs of the two functions.',
    });
  }

  /** Lambda counts a handled error as a success, so the logs are watched as well. */
  private loggedErrors(functions: Readonly<Record<string, LambdaFunction>>): IMetric {
    const metric = {
      metricNamespace: 'SupportChat',
      metricName: `${Stack.of(this).stackName}Errors`,
    };
    for (const [name, { logGroup }] of Object.entries(functions)) {
      new MetricFilter(this, `${name}Log`, {
        logGroup,
        filterPattern: FilterPattern.stringValue('$.level', '=', 'ERROR'),
        ...metric,
      });
    }
    return new Metric({
      namespace: metric.metricNamespace,
      metricName: metric.metricName,
      statistic: 'Sum',
      period: PERIOD,
    });
  }

  private alarm(id: string, threshold: number, watch: { metric: IMetric; text: string }): void {
    const alarm = new Alarm(this, id, {
      metric: watch.metric,
      alarmDescription: `Support chat: ${watch.text}`,
      threshold,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: 1,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    if (this.topic) alarm.addAlarmAction(new SnsAction(this.topic));
  }

  private topicTo(email: string): Topic {
    const topic = new Topic(this, 'Topic', { enforceSSL: true });
    topic.addSubscription(new EmailSubscription(email));
    // `enforceSSL` adds a policy, and it replaces the default one that lets alarms publish.
    topic.grantPublish(
      new ServicePrincipal('cloudwatch.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    );
    return topic;
  }
}
