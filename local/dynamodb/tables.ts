import * as v from 'valibot';
import { parseProperties } from '../template/parse-properties.ts';
import { arn, streamArnOf } from '../template/resource-names.ts';
import type { Resource, Template } from '../types.ts';

/** A table as the template describes it. */
export type Table = v.InferOutput<typeof tableSchema> & {
  readonly name: string;
  readonly arn: string;
  /** The stream's ARN in the template's terms, whether or not the table has a stream. */
  readonly streamArn: string;
};

export function tablesOf(template: Template): Table[] {
  return [
    ...template.ofType('AWS::DynamoDB::Table'),
    ...template.ofType('AWS::DynamoDB::GlobalTable'),
  ].map(readTable);
}

/** The attribute that says when an item expires, where items do. */
export function expiryOf({ TimeToLiveSpecification: expiry }: Table): string | undefined {
  return expiry?.Enabled === true ? expiry.AttributeName : undefined;
}

const keySchema = v.array(v.object({ AttributeName: v.string(), KeyType: v.string() }));
const indexes = v.array(
  v.object({
    IndexName: v.string(),
    KeySchema: keySchema,
    Projection: v.record(v.string(), v.unknown()),
  }),
);
const tableSchema = v.object({
  TableName: v.optional(v.string()),
  KeySchema: keySchema,
  AttributeDefinitions: v.array(v.object({ AttributeName: v.string(), AttributeType: v.string() })),
  GlobalSecondaryIndexes: v.optional(indexes),
  LocalSecondaryIndexes: v.optional(indexes),
  StreamSpecification: v.optional(v.object({ StreamViewType: v.string() })),
  TimeToLiveSpecification: v.optional(
    v.object({ AttributeName: v.optional(v.string()), Enabled: v.boolean() }),
  ),
});

function readTable(resource: Resource): Table {
  const properties = parseProperties(resource, tableSchema);
  const name = properties.TableName ?? resource.logicalId;
  const tableArn = arn('dynamodb', `table/${name}`);
  return { ...properties, name, arn: tableArn, streamArn: streamArnOf(tableArn) };
}
