/** The condition that there is no item, or only an expired one: TTL deletes late. */
export const unlessExists = (now: Date) => ({
  ConditionExpression: 'attribute_not_exists(pk) OR expires_at <= :now',
  ExpressionAttributeValues: { ':now': Math.floor(now.getTime() / 1_000) },
});
