import { INERT_TYPES } from './ignored-resource-types.ts';

export const REGION = 'us-east-1';
export const ACCOUNT = '000000000000';

/** A resource as its names see it. */
export type Naming = {
  readonly logicalId: string;
  /** A property's resolved text, or undefined where the template leaves it out. */
  property(name: string): string | undefined;
};
type Name = (resource: Naming) => string;
type Names = { ref: Name; attributes: Readonly<Record<string, Name>> };

/**
 * What `Ref` and `Fn::GetAtt` give for each resource type, made from the type and the logical id
 * alone, so that two starts agree. A physical name in the properties wins. A type that is neither
 * here nor among the inert ones stops the start.
 */
export function namesOf(type: string): Names | undefined {
  return (
    NAMES[type] ?? (INERT_TYPES.has(type) ? { ref: id, attributes: INERT_ATTRIBUTES } : undefined)
  );
}

export function arn(service: string, resource: string): string {
  return `arn:aws:${service}:${REGION}:${ACCOUNT}:${resource}`;
}

/** The stream's ARN ends in the time of its creation: always the same one here. */
export function streamArnOf(tableArn: string): string {
  return `${tableArn}/stream/2026-01-01T00:00:00.000`;
}

const id: Name = ({ logicalId }) => logicalId;
const lowerCaseId: Name = ({ logicalId }) => logicalId.toLowerCase();
const upperCaseId: Name = ({ logicalId }) => logicalId.toUpperCase();

function named(property: string, otherwise: Name = id): Name {
  return (resource) => resource.property(property) ?? otherwise(resource);
}
function arnOf(service: string, prefix: string, name: Name): Name {
  return (resource) => arn(service, `${prefix}${name(resource)}`);
}
/** An ARN of a service that has no region or no account in its ARNs. */
function bareArnOf(prefix: string, name: Name): Name {
  return (resource) => `arn:aws:${prefix}${name(resource)}`;
}
function names(ref: Name, attributes: Record<string, Name> = {}): Names {
  return { ref, attributes };
}
function arnAndRef(service: string, prefix: string, name: Name): Names {
  const Arn = arnOf(service, prefix, name);
  return names(Arn, { Arn });
}

const tableName = named('TableName');
const tableArn = arnOf('dynamodb', 'table/', tableName);
const table = names(tableName, {
  Arn: tableArn,
  StreamArn: (resource) => streamArnOf(tableArn(resource)),
});
const functionName = named('FunctionName');
const roleName = named('RoleName');
const queueName = named('QueueName');
const queueUrl: Name = (resource) =>
  `https://sqs.${REGION}.amazonaws.com/${ACCOUNT}/${queueName(resource)}`;
const topicName = named('TopicName');
const apiEndpoint: Name = (resource) => {
  const scheme = resource.property('ProtocolType') === 'WEBSOCKET' ? 'wss' : 'https';
  return `${scheme}://${lowerCaseId(resource)}.execute-api.${REGION}.amazonaws.com`;
};
const poolId: Name = (resource) => `${REGION}_${resource.logicalId}`;
const provider: Name = (resource) => `cognito-idp.${REGION}.amazonaws.com/${poolId(resource)}`;
const bucketName = named('BucketName', lowerCaseId);
const bucketArn = bareArnOf('s3:::', bucketName);
const groupName = named('Name');
const emailIdentity = named('EmailIdentity');
const logGroupName = named('LogGroupName');
const INERT_ATTRIBUTES = { Arn: arnOf('local', '', id), Id: id };

const NAMES: Readonly<Record<string, Names>> = {
  'AWS::DynamoDB::Table': table,
  'AWS::DynamoDB::GlobalTable': table,
  'AWS::Lambda::Function': names(functionName, { Arn: arnOf('lambda', 'function:', functionName) }),
  'AWS::Lambda::LayerVersion': names((resource) => arn('lambda', `layer:${resource.logicalId}:1`)),
  'AWS::Lambda::EventSourceMapping': names(id, { Id: id }),
  'AWS::Lambda::EventInvokeConfig': names(id),
  'AWS::Lambda::Permission': names(id),
  'AWS::IAM::Role': names(roleName, {
    Arn: bareArnOf(`iam::${ACCOUNT}:role/`, roleName),
    RoleId: (resource) => `AROA${upperCaseId(resource)}`,
  }),
  'AWS::IAM::Policy': names(named('PolicyName'), { Id: id }),
  'AWS::IAM::ManagedPolicy': names(
    bareArnOf(`iam::${ACCOUNT}:policy/`, named('ManagedPolicyName')),
  ),
  'AWS::ApiGatewayV2::Api': names(lowerCaseId, { ApiEndpoint: apiEndpoint, ApiId: lowerCaseId }),
  'AWS::ApiGatewayV2::Route': names(lowerCaseId, { RouteId: lowerCaseId }),
  'AWS::ApiGatewayV2::RouteResponse': names(lowerCaseId),
  'AWS::ApiGatewayV2::Integration': names(lowerCaseId, { IntegrationId: lowerCaseId }),
  'AWS::ApiGatewayV2::Stage': names(named('StageName')),
  'AWS::ApiGatewayV2::Deployment': names(lowerCaseId, { DeploymentId: lowerCaseId }),
  'AWS::ApiGatewayV2::Authorizer': names(lowerCaseId, { AuthorizerId: lowerCaseId }),
  'AWS::SQS::Queue': names(queueUrl, {
    Arn: arnOf('sqs', '', queueName),
    QueueName: queueName,
    QueueUrl: queueUrl,
  }),
  'AWS::SNS::Topic': names(arnOf('sns', '', topicName), {
    TopicArn: arnOf('sns', '', topicName),
    TopicName: topicName,
  }),
  'AWS::Scheduler::ScheduleGroup': names(groupName, {
    Arn: arnOf('scheduler', 'schedule-group/', groupName),
  }),
  'AWS::SES::ConfigurationSet': names(named('Name')),
  'AWS::SES::ConfigurationSetEventDestination': names(id, { Id: id }),
  'AWS::SES::EmailIdentity': names(emailIdentity, {
    EmailIdentityArn: arnOf('ses', 'identity/', emailIdentity),
    ...Object.fromEntries(
      [1, 2, 3].flatMap((number) => [
        [
          `DkimDNSTokenName${number}`,
          (resource: Naming) => `dkim${number}.${emailIdentity(resource)}`,
        ],
        [`DkimDNSTokenValue${number}`, () => `dkim${number}.amazonses.com`],
      ]),
    ),
  }),
  'AWS::Cognito::UserPool': names(poolId, {
    Arn: arnOf('cognito-idp', 'userpool/', poolId),
    ProviderName: provider,
    ProviderURL: (resource) => `https://${provider(resource)}`,
    UserPoolId: poolId,
  }),
  'AWS::Cognito::UserPoolClient': names(lowerCaseId, { ClientId: lowerCaseId }),
  'AWS::Cognito::UserPoolDomain': names(named('Domain', lowerCaseId)),
  'AWS::Cognito::UserPoolGroup': names(named('GroupName')),
  'AWS::S3::Bucket': names(bucketName, {
    Arn: bucketArn,
    DomainName: (resource) => `${bucketName(resource)}.s3.amazonaws.com`,
    RegionalDomainName: (resource) => `${bucketName(resource)}.s3.${REGION}.amazonaws.com`,
  }),
  'AWS::CloudFront::Distribution': names(upperCaseId, {
    Id: upperCaseId,
    DomainName: (resource) => `${lowerCaseId(resource)}.cloudfront.net`,
  }),
  'AWS::CloudFront::ResponseHeadersPolicy': names(lowerCaseId, { Id: lowerCaseId }),
  'AWS::CloudFront::CachePolicy': names(lowerCaseId, { Id: lowerCaseId }),
  'AWS::CloudFront::OriginRequestPolicy': names(lowerCaseId, { Id: lowerCaseId }),
  'AWS::CloudFront::OriginAccessControl': names(lowerCaseId, { Id: lowerCaseId }),
  'AWS::CloudFront::Function': names(bareArnOf(`cloudfront::${ACCOUNT}:function/`, named('Name')), {
    FunctionARN: bareArnOf(`cloudfront::${ACCOUNT}:function/`, named('Name')),
  }),
  'AWS::SecretsManager::Secret': arnAndRef(
    'secretsmanager',
    'secret:',
    (resource) => `${named('Name')(resource)}-local1`,
  ),
  'AWS::Logs::LogGroup': names(logGroupName, {
    Arn: (resource) => `${arn('logs', `log-group:${logGroupName(resource)}`)}:*`,
  }),
  'AWS::CertificateManager::Certificate': names(arnOf('acm', 'certificate/', lowerCaseId)),
  'AWS::CloudWatch::Alarm': names(named('AlarmName'), { Arn: arnOf('cloudwatch', 'alarm:', id) }),
  'Custom::CDKBucketDeployment': names(id, {
    DestinationBucketArn: (resource) =>
      `arn:aws:s3:::${resource.property('DestinationBucketName') ?? ''}`,
  }),
};
