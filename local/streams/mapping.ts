import * as v from 'valibot';
import type { Table } from '../dynamodb/tables.ts';
import type { LocalPermissions } from '../permissions/permissions.ts';
import { parseProperties } from '../template/parse-properties.ts';
import { arn } from '../template/resource-names.ts';
import { AccessDeniedError, type Resource, type Template } from '../types.ts';
import { compileFilter, type RecordFilter } from './filter.ts';

/** How the records of one stream reach one function. */
export type Mapping = {
  readonly logicalId: string;
  readonly table: Table;
  readonly functionArn: string;
  /** Whether the function is to get the record. */
  readonly wants: RecordFilter;
  readonly batchSize: number;
  readonly windowMs: number;
  readonly reportsFailedItems: boolean;
  readonly bisects: boolean;
  /** Infinity: tried until it works. */
  readonly mostRetries: number;
  readonly oldestMs: number;
  readonly failureQueueArn: string | undefined;
};

/**
 * The template's event sources. Throws an error of one sentence for one that the local run cannot
 * serve, or whose function's role may not read the stream.
 */
export function mappingsOf(
  template: Template,
  tables: readonly Table[],
  permissions: LocalPermissions,
): Mapping[] {
  return template
    .ofType('AWS::Lambda::EventSourceMapping')
    .filter(({ properties }) => properties.Enabled !== false)
    .map((resource) => {
      const mapping = readMapping(resource, tables);
      requireRights(mapping, template, permissions);
      return mapping;
    });
}

/** -1 stands for "no limit". */
const limit = v.optional(
  v.pipe(
    v.number(),
    v.transform((count) => (count === -1 ? Number.POSITIVE_INFINITY : count)),
  ),
  -1,
);
const mappingSchema = v.strictObject({
  FunctionName: v.string(),
  EventSourceArn: v.string(),
  StartingPosition: v.picklist(['TRIM_HORIZON', 'LATEST']),
  BatchSize: v.optional(v.number(), 100),
  MaximumBatchingWindowInSeconds: v.optional(v.number(), 0),
  FilterCriteria: v.optional(v.object({ Filters: v.array(v.object({ Pattern: v.string() })) })),
  FunctionResponseTypes: v.optional(v.array(v.literal('ReportBatchItemFailures')), []),
  BisectBatchOnFunctionError: v.optional(v.boolean(), false),
  MaximumRetryAttempts: limit,
  MaximumRecordAgeInSeconds: limit,
  ParallelizationFactor: v.optional(v.literal(1)),
  DestinationConfig: v.optional(
    v.object({ OnFailure: v.optional(v.object({ Destination: v.string() })) }),
  ),
  Enabled: v.optional(v.boolean()),
  Tags: v.optional(v.unknown()),
});

function readMapping(resource: Resource, tables: readonly Table[]): Mapping {
  const given = parseProperties(resource, mappingSchema);
  const table = tables.find(({ streamArn }) => streamArn === given.EventSourceArn);
  if (table === undefined || table.StreamSpecification === undefined) {
    throw new Error(
      `${resource.logicalId} reads ${given.EventSourceArn}, which is no stream of the template.`,
    );
  }
  const isArn = given.FunctionName.startsWith('arn:');
  return {
    logicalId: resource.logicalId,
    table,
    functionArn: isArn ? given.FunctionName : arn('lambda', `function:${given.FunctionName}`),
    wants: compileFilter(given.FilterCriteria?.Filters.map(({ Pattern }) => Pattern) ?? []),
    batchSize: given.BatchSize,
    windowMs: given.MaximumBatchingWindowInSeconds * 1000,
    reportsFailedItems: given.FunctionResponseTypes.length > 0,
    bisects: given.BisectBatchOnFunctionError,
    mostRetries: given.MaximumRetryAttempts,
    oldestMs: given.MaximumRecordAgeInSeconds * 1000,
    failureQueueArn: given.DestinationConfig?.OnFailure?.Destination,
  };
}

const READING = ['DescribeStream', 'GetShardIterator', 'GetRecords'];

/** Lambda reads the stream, and fills the failure queue, with the function's own role. */
function requireRights(mapping: Mapping, template: Template, permissions: LocalPermissions): void {
  const key = permissions.accessKeyOf(functionIdOf(mapping, template));
  const { streamArn } = mapping.table;
  try {
    for (const action of READING) permissions.authorize(key, `dynamodb:${action}`, streamArn);
    if (mapping.failureQueueArn === undefined) return;
    permissions.authorize(key, 'sqs:SendMessage', mapping.failureQueueArn);
  } catch (error) {
    if (!(error instanceof AccessDeniedError)) throw error;
    throw new Error(`The event source ${mapping.logicalId} cannot work: ${error.message}.`);
  }
}

function functionIdOf({ functionArn, logicalId }: Mapping, template: Template): string {
  const found = template
    .ofType('AWS::Lambda::Function')
    .find(({ logicalId: id, properties }) =>
      functionArn.endsWith(`:function:${properties.FunctionName ?? id}`),
    );
  if (found !== undefined) return found.logicalId;
  throw new Error(`${logicalId} feeds ${functionArn}, which the template lacks.`);
}
