import { expect, test } from 'vitest';
import { permissionsOf, UNRESTRICTED_KEY } from '../../../local/permissions/permissions.ts';
import { aFunction, allow, aRole } from '../functions/a-function.ts';
import { aTemplate } from '../template/an-assembly.ts';

function permissions(statements: object[], more: Record<string, unknown> = {}) {
  const resources = { ...aFunction('Socket'), ...aRole('Socket', ...statements), ...more };
  const judged = permissionsOf(aTemplate({ resources }));
  const key = judged.accessKeyOf('Socket');
  return (action: string, resource: string, context?: Record<string, string[]>) => () =>
    judged.authorize(key, action, resource, context);
}

test('[L2] what no policy allows is refused, by action and by resource', () => {
  const may = permissions([allow('dynamodb:PutItem', 'arn:aws:dynamodb:x:y:table/chats')]);
  expect(may('dynamodb:PutItem', 'arn:aws:dynamodb:x:y:table/chats')).not.toThrow();
  expect(may('dynamodb:PutItem', 'arn:aws:dynamodb:x:y:table/other')).toThrow('not authorized');
  expect(may('dynamodb:GetItem', 'arn:aws:dynamodb:x:y:table/chats')).toThrow('dynamodb:GetItem');
});

test('wildcards cover what they stand for, in actions of any case', () => {
  const may = permissions([
    allow(['DynamoDB:get*', 'sqs:Send?essage'], 'arn:*:table/chats/index/*'),
  ]);
  expect(may('dynamodb:GetItem', 'arn:x:table/chats/index/inbox')).not.toThrow();
  expect(may('sqs:SendMessage', 'arn:x:table/chats/index/inbox')).not.toThrow();
  expect(may('dynamodb:GetItem', 'arn:x:table/chats')).toThrow('not authorized');
});

test('an explicit deny wins', () => {
  const may = permissions([allow('*', '*'), { Effect: 'Deny', Action: 'ses:*', Resource: '*' }]);
  expect(may('sqs:SendMessage', 'x')).not.toThrow();
  expect(may('ses:SendEmail', 'x')).toThrow('explicit deny');
});

test('a policy attached from outside the role counts for its roles only', () => {
  const policy = (roles: object[]) => ({
    Own: {
      Type: 'AWS::IAM::Policy',
      Properties: { PolicyDocument: { Statement: allow('a:B', '*') }, Roles: roles },
    },
  });
  expect(permissions([], policy([{ Ref: 'SocketRole' }]))('a:B', 'x')).not.toThrow();
  expect(permissions([], policy([]))('a:B', 'x')).toThrow('not authorized');
});

test('a condition holds only for what it names', () => {
  const condition = { StringEquals: { 'iam:PassedToService': 'scheduler.amazonaws.com' } };
  const may = permissions([allow('iam:PassRole', '*', { Condition: condition })]);
  const passedTo = (service: string) => ({ 'iam:PassedToService': [service] });
  expect(may('iam:PassRole', 'x', passedTo('scheduler.amazonaws.com'))).not.toThrow();
  expect(may('iam:PassRole', 'x', passedTo('lambda.amazonaws.com'))).toThrow('not authorized');
  expect(may('iam:PassRole', 'x')).toThrow('not authorized');
});

test.each([
  [
    'operator',
    allow('a:B', '*', { Condition: { IpAddress: { 'iam:PassedToService': 'x' } } }),
    'IpAddress',
  ],
  ['key', allow('a:B', '*', { Condition: { StringEquals: { 'odd:Key': 'x' } } }), 'odd:Key'],
  ['element', { ...allow('a:B', '*'), Principal: '*' }, 'Principal'],
])(
  '[L2] an unknown condition or statement %s stops the start by its name',
  (_, statement, name) => {
    expect(() => permissions([statement])).toThrow(name);
  },
);

test('[L2] an unknown managed policy stops the start by its name', () => {
  const withManaged = (name: string) => ({
    SocketRole: {
      Type: 'AWS::IAM::Role',
      Properties: { ManagedPolicyArns: [`arn:aws:iam::aws:policy/${name}`] },
    },
  });
  expect(() => permissions([], withManaged('AdministratorAccess'))).toThrow('AdministratorAccess');
  expect(() =>
    permissions([], withManaged('service-role/AWSLambdaBasicExecutionRole')),
  ).not.toThrow();
});

test('an unknown caller may do nothing, the run-time itself everything', () => {
  const { authorize } = permissionsOf(aTemplate());
  expect(() => authorize('SOMEBODY', 'a:B', 'x')).toThrow('token is invalid');
  expect(() => authorize(UNRESTRICTED_KEY, 'a:B', 'x')).not.toThrow();
});
