import { marshall } from '@aws-sdk/util-dynamodb';

/** A stream record in the format that Lambda gets. */
export function aRecord(
  eventName: 'INSERT' | 'MODIFY' | 'REMOVE',
  { before, after }: { before?: Record<string, unknown>; after?: Record<string, unknown> },
) {
  const image = (item: Record<string, unknown>) => marshall(item, { removeUndefinedValues: true });
  return {
    eventName,
    dynamodb: {
      SequenceNumber: '1',
      ...(before && { OldImage: image(before) }),
      ...(after && { NewImage: image(after) }),
    },
  };
}
