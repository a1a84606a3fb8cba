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
  /** Who is told; the alarms show in CloudWatch alone unless given. */
  readonly email: string | undefined;
};

const PERIOD = Duration.minutes(5);

/**
 * The signs that somebody's message does not get through. The two background functions have no
 * error alarm: what they cannot do shows as stream age, or ends in the failure queue.
 */
export class Alarms extends Construct {
  private readonly topic: Topic | undefined;

  constructor(scope: Construct, id: string, props: AlarmsProps) {
    super(scope, id);
    const { failures, httpApi, socket, fanOut, email } = props;
    this.topic = email === undefined ? undefined : this.topicTo(email);
    this.alarm('FailedWork', 1, {
      metric: failures.queue.metricApproximateNumberOfMessagesVisible({ period: PERIOD }),
      says: 'Pushes or emails were given up and wait in the failure queue.',
    });
    this.alarm('StreamAge', 60_000, {
      metric: streamAge(fanOut, PERIOD),
      says: 'Messages reach the other side more than a minute late.',
    });
    this.alarm('HttpApiErrors', 1, {
      metric: httpApi.metricErrors({ period: PERIOD }),
      says: 'The HTTP API function was stopped, or did not start.',
    });
    this.alarm('SocketErrors', 1, {
      metric: socket.metricErrors({ period: PERIOD }),
      says: 'The WebSocket function was stopped, or did not start.',
    });
    this.alarm('LoggedErrors', 1, {
      metric: this.loggedErrors({ httpApi, socket }),
      says: 'A request or command was answered with `internal`; the log says why.',
    });
  }

  /** What a function answers for counts as a success of it: only its log tells. */
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

  private alarm(id: string, threshold: number, watch: { metric: IMetric; says: string }): void {
    const alarm = new Alarm(this, id, {
      metric: watch.metric,
      alarmDescription: `Support chat: ${watch.says}`,
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
    // A topic with a policy of its own loses the usual one, by which alarms may publish.
    topic.grantPublish(
      new ServicePrincipal('cloudwatch.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    );
    return topic;
  }
}
