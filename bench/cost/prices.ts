const MILLION = 1_000_000;
const GB = 1_000_000_000;

/** Where a price was confirmed in November 2026. */
const DYNAMODB = 'airbyte.com/data-engineering-resources/dynamodb-pricing';
const STORAGE = 'aws.amazon.com/dynamodb/pricing';
const GATEWAY = 'amnic.com/blogs/aws-api-gateway-pricing';
const LAMBDA = 'cloudchipr.com/blog/aws-lambda-pricing';
const SCHEDULER = 'cloudburn.io/blog/amazon-eventbridge-pricing';
const EMAIL = 'acecloudinterviews.com/tutorials/aws/ses';
const EDGE = 'aws.amazon.com/cloudfront/pricing';
const EDGE_REQUESTS = 'wring.co/blog/aws-cloudfront-pricing-guide';
const EDGE_FUNCTIONS = 'cur.vantage.sh/aws/amazoncloudfront';
const ALARMS = 'c3x.dev/resources/aws/aws_cloudwatch_metric_alarm';
const CLOUDWATCH = 'factualminds.com/blog/amazon-cloudwatch-pricing-metrics-logs-alarms-dashboards';
const SECRETS = 'hivebook.wiki/wiki/aws-secrets-manager-rotated-secrets-dynamic-db-credentials-kms';
const UNCONFIRMED = undefined;

/** `usd` buys `per` of the unit. */
const price = <const I extends string>(
  id: I,
  usd: number,
  per: number,
  unit: string,
  source: string | undefined,
) => ({ id, usd, per, unit, source });

/**
 * AWS list prices in USD for us-east-1, of the first tier and without free tiers. CloudFront's are
 * those of Europe and North America.
 */
export const PRICES = [
  price('writes', 0.625, MILLION, 'DynamoDB write units, on demand', DYNAMODB),
  price('reads', 0.125, MILLION, 'DynamoDB read units, on demand', DYNAMODB),
  price('storedBytes', 0.25, GB, 'bytes in DynamoDB for a month', STORAGE),
  price('recoverableBytes', 0.2, GB, 'bytes of point-in-time recovery for a month', UNCONFIRMED),
  price('socketMessages', 1, MILLION, 'WebSocket messages of up to 32 KB', GATEWAY),
  price('connectionMinutes', 0.25, MILLION, 'WebSocket connection minutes', GATEWAY),
  price('httpRequests', 1, MILLION, 'HTTP API requests', GATEWAY),
  price('invocations', 0.2, MILLION, 'Lambda requests', LAMBDA),
  price('gigabyteSeconds', 13.3334, MILLION, 'Lambda GB-seconds on arm64', LAMBDA),
  price('schedules', 1, MILLION, 'EventBridge Scheduler invocations', SCHEDULER),
  price('emails', 0.1, 1_000, 'SES emails', EMAIL),
  price('edgeRequests', 0.01, 10_000, 'CloudFront requests', EDGE_REQUESTS),
  price('edgeBytes', 0.085, GB, 'bytes from CloudFront to browsers', EDGE),
  price('edgeFunctions', 0.1, MILLION, 'CloudFront function invocations', EDGE_FUNCTIONS),
  price('siteBytes', 0.023, GB, 'bytes in S3 for a month', UNCONFIRMED),
  price('loggedBytes', 0.5, GB, 'bytes into CloudWatch Logs', CLOUDWATCH),
  price('alarms', 0.1, 1, 'CloudWatch alarms for a month', ALARMS),
  price('metricsDashboards', 3, 1, 'CloudWatch dashboards for a month', CLOUDWATCH),
  price('secrets', 0.4, 1, 'secrets in Secrets Manager for a month', SECRETS),
];

export type Unit = (typeof PRICES)[number]['id'];

/** How much of each unit something uses. A unit that is not named is not used. */
export type Usage = Readonly<Partial<Record<Unit, number>>>;

/** What each used unit costs, in USD, in the order of the price list. */
export const billOf = (usage: Usage) =>
  PRICES.flatMap(({ id, usd, per, unit }) => {
    const amount = usage[id];
    return amount === undefined ? [] : [{ id, unit, amount, usd: (amount * usd) / per }];
  });

/** What all of it costs, in USD. */
export const totalOf = (usage: Usage): number =>
  billOf(usage).reduce((sum, { usd }) => sum + usd, 0);
