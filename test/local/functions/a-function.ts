/** A function's resource, with its code in the asset `<id>.zip` and its role in `<id>Role`. */
export function aFunction(id: string, properties: Record<string, unknown> = {}) {
  return {
    [id]: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        Handler: 'index.handler',
        Runtime: 'nodejs24.x',
        Code: { S3Bucket: 'assets', S3Key: `${id}.zip` },
        Role: { 'Fn::GetAtt': [`${id}Role`, 'Arn'] },
        ...properties,
      },
    },
  };
}

/** The role of a function that may do what the statements say. */
export function aRole(id: string, ...statements: object[]) {
  return {
    [`${id}Role`]: {
      Type: 'AWS::IAM::Role',
      Properties: { Policies: [{ PolicyName: 'own', PolicyDocument: { Statement: statements } }] },
    },
  };
}

export function allow(action: string | string[], resource: unknown, more: object = {}) {
  return { Effect: 'Allow', Action: action, Resource: resource, ...more };
}
