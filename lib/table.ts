import {
  AttributeType,
  BillingMode,
  ProjectionType,
  StreamViewType,
  Table,
  TableEncryption,
} from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { Binding } from './binding.ts';
import { removalPolicyOf } from './removal-policy.ts';

const INDEX = 'gsi1';

type TableRights = {
  /** Actions on the table's own items. */
  readonly items: readonly string[];
  /** Whether the index is queried too. */
  readonly index?: boolean;
};

/** The table with chats, messages and connections. */
export class ChatTable extends Construct {
  readonly name: string;
  readonly streamArn: string;
  private readonly table: Table;

  constructor(scope: Construct, id: string, props: { keepData: boolean }) {
    super(scope, id);
    this.table = new Table(this, 'Table', {
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.DEFAULT,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      timeToLiveAttribute: 'expires_at',
      stream: StreamViewType.NEW_AND_OLD_IMAGES,
      removalPolicy: removalPolicyOf(props),
    });
    this.table.addGlobalSecondaryIndex({
      indexName: INDEX,
      partitionKey: { name: 'gsi1pk', type: AttributeType.STRING },
      sortKey: { name: 'gsi1sk', type: AttributeType.STRING },
      // A projection cannot be changed later, and the inbox will show more attributes.
      projectionType: ProjectionType.ALL,
    });
    this.name = this.table.tableName;
    this.streamArn = streamOf(this.table);
  }

  /** The table's name, and the right to exactly these DynamoDB actions on it. */
  binding({ items, index = false }: TableRights): Binding<'TABLE_NAME'> {
    const { tableArn } = this.table;
    const onItems = new PolicyStatement({
      actions: items.map((action) => `dynamodb:${action}`),
      resources: [tableArn],
    });
    const onIndex = new PolicyStatement({
      actions: ['dynamodb:Query'],
      resources: [`${tableArn}/index/${INDEX}`],
    });
    return {
      variables: { TABLE_NAME: this.name },
      statements: index ? [onItems, onIndex] : [onItems],
    };
  }
}

function streamOf({ tableStreamArn }: Table): string {
  if (tableStreamArn === undefined) throw new Error('The table has no stream.');
  return tableStreamArn;
}
