import { Duration } from 'aws-cdk-lib';
import { Dashboard, GraphWidget, type IMetric, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { FailureQueue } from './failure-queue.ts';
import { streamAge } from './fan-out.ts';

type MetricsDashboardProps = {
  readonly httpApiId: string;
  readonly socketApiId: string;
  readonly tableName: string;
  readonly functions: Readonly<Record<string, IFunction>>;
  readonly fanOut: IFunction;
  readonly failures: FailureQueue;
};

const PERIOD = Duration.minutes(5);

/** Graphs in the order of a message: gateways, functions, delivery, email. */
export class MetricsDashboard extends Construct {
  constructor(scope: Construct, id: string, props: MetricsDashboardProps) {
    super(scope, id);
    new Dashboard(this, 'Dashboard', {
      defaultInterval: Duration.days(1),
      widgets: [gateways(props), functions(props), background(props)],
    });
  }
}

function gateways({ httpApiId, socketApiId, tableName }: MetricsDashboardProps): GraphWidget[] {
  const http = (name: string, statistic = 'Sum') => gateway(httpApiId, name, statistic);
  const socket = (name: string) => gateway(socketApiId, name, 'Sum');
  return [
    graph('HTTP requests', [http('Count'), http('4xx'), http('5xx')]),
    graph('HTTP latency (ms)', [http('Latency', 'p50'), http('Latency', 'p99')]),
    graph('WebSocket', ['ConnectCount', 'MessageCount', 'ExecutionError'].map(socket)),
    graph('Table units', [
      table(tableName, 'ConsumedReadCapacityUnits'),
      table(tableName, 'ConsumedWriteCapacityUnits'),
    ]),
  ];
}

function functions(props: MetricsDashboardProps): GraphWidget[] {
  const named = Object.entries(props.functions);
  const each = (metric: (handler: IFunction, label: string) => IMetric) =>
    named.map(([label, handler]) => metric(handler, label));
  const period = PERIOD;
  return [
    graph(
      'Invocations',
      each((handler, label) => handler.metricInvocations({ label, period })),
    ),
    graph(
      'Errors',
      each((handler, label) => handler.metricErrors({ label, period })),
    ),
    graph(
      'Duration p99 (ms)',
      each((handler, label) => handler.metricDuration({ label, period, statistic: 'p99' })),
    ),
    graph(
      'Throttles',
      each((handler, label) => handler.metricThrottles({ label, period })),
    ),
  ];
}

function background({ fanOut, failures }: MetricsDashboardProps): GraphWidget[] {
  const ses = (metricName: string) =>
    new Metric({ namespace: 'AWS/SES', metricName, statistic: 'Sum', period: PERIOD });
  return [
    graph('Delivery delay (ms)', [streamAge(fanOut, PERIOD)]),
    graph('Given up', [
      failures.queue.metricApproximateNumberOfMessagesVisible({ period: PERIOD }),
    ]),
    graph('Email of the whole account', ['Send', 'Delivery', 'Bounce', 'Complaint'].map(ses)),
  ];
}

function gateway(ApiId: string, metricName: string, statistic: string): Metric {
  const namespace = 'AWS/ApiGateway';
  return new Metric({ namespace, metricName, dimensionsMap: { ApiId }, statistic, period: PERIOD });
}

function table(TableName: string, metricName: string): Metric {
  return new Metric({
    namespace: 'AWS/DynamoDB',
    metricName,
    dimensionsMap: { TableName },
    statistic: 'Sum',
    period: PERIOD,
  });
}

const graph = (title: string, left: IMetric[]) => new GraphWidget({ title, left, width: 6 });
