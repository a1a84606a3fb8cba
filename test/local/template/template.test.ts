import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readAssembly } from '../../../local/template/assembly.ts';
import { aTemplate } from './an-assembly.ts';

/** The value as a function's description, which takes any text. */
function resolved(value: unknown, more: Parameters<typeof aTemplate>[0] = {}) {
  const resources = {
    Probe: { Type: 'AWS::S3::Bucket', Properties: { value } },
    ...more.resources,
  };
  return aTemplate({ ...more, resources }).get('Probe').properties.value;
}
const table = { Table: { Type: 'AWS::DynamoDB::Table', Properties: { TableName: 'chats' } } };

test.each([
  ['Ref to a pseudo parameter', { Ref: 'AWS::Region' }, 'us-east-1'],
  ['Ref to a named resource', { Ref: 'Table' }, 'chats'],
  [
    'Fn::GetAtt',
    { 'Fn::GetAtt': ['Table', 'Arn'] },
    'arn:aws:dynamodb:us-east-1:000000000000:table/chats',
  ],
  ['Fn::Join', { 'Fn::Join': ['/', ['a', { Ref: 'Table' }]] }, 'a/chats'],
  ['Fn::Sub', { 'Fn::Sub': `\${Table}:\${AWS::Partition}:\${!Kept}` }, `chats:aws:\${Kept}`],
  ['Fn::Sub with variables', { 'Fn::Sub': [`\${a}`, { a: { Ref: 'Table' } }] }, 'chats'],
  ['Fn::Sub of an attribute', { 'Fn::Sub': `\${Table.Arn}!` }, expect.stringMatching(/chats!$/)],
  ['Fn::Select of Fn::Split', { 'Fn::Select': [1, { 'Fn::Split': ['-', 'a-b-c'] }] }, 'b'],
  ['AWS::NoValue in a list', [1, { Ref: 'AWS::NoValue' }, 2], [1, 2]],
  ['AWS::NoValue in an object', { a: 1, b: { Ref: 'AWS::NoValue' } }, { a: 1 }],
])('[L2] %s is resolved', (_, value, expected) => {
  expect(resolved(value, { resources: table })).toEqual(expected);
});

test('[L2] conditions choose values and resources', () => {
  const conditions = {
    Here: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'us-east-1'] },
    Never: { 'Fn::And': [{ Condition: 'Here' }, { 'Fn::Not': [{ Condition: 'Here' }] }] },
    Either: { 'Fn::Or': [{ Condition: 'Never' }, { Condition: 'Here' }] },
  };
  const resources = {
    Gone: { Type: 'AWS::Unheard::Of', Condition: 'Never' },
    Kept: { Type: 'AWS::S3::Bucket', Condition: 'Either' },
  };
  const template = aTemplate({ resources, conditions });
  expect(template.ofType('AWS::S3::Bucket').map(({ logicalId }) => logicalId)).toEqual(['Kept']);
  expect(resolved({ 'Fn::If': ['Here', 'yes', 'no'] }, { conditions })).toBe('yes');
  expect(resolved({ 'Fn::If': ['Never', 'yes', 'no'] }, { conditions })).toBe('no');
});

test.each([
  ['resource type', { resources: { Odd: { Type: 'AWS::Odd::Thing' } } }, 'AWS::Odd::Thing (Odd)'],
  ['intrinsic', { resources: probe({ 'Fn::ImportValue': 'x' }) }, 'Fn::ImportValue'],
  [
    'attribute',
    { resources: { ...probe({ 'Fn::GetAtt': ['Table', 'Odd'] }), ...table } },
    'attribute Odd of Table',
  ],
  ['parameter', { resources: probe({ Ref: 'Odd' }) }, 'resource Odd'],
  ['dynamic reference', { resources: probe('{{resolve:ssm:x}}') }, '{{resolve:ssm:x}}'],
])('[L2] an unknown %s stops the start by its name', (_, given, name) => {
  expect(() => aTemplate(given)).toThrow(name);
});

function probe(value: unknown) {
  return { Probe: { Type: 'AWS::S3::Bucket', Properties: { value } } };
}

test('a parameter without a plain default stops the start by its name', () => {
  const parameters = { Version: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/a/b' } };
  expect(() => aTemplate({ parameters, resources: probe({ Ref: 'Version' }) })).toThrow('Version');
});

test('an asset that the manifest lacks is named', () => {
  expect(() => aTemplate().asset('odd.zip')).toThrow('asset odd.zip');
});

test('a folder without a stack, or with two, is refused', () => {
  const folder = mkdtempSync(join(tmpdir(), 'assembly-'));
  expect(() => readAssembly(folder)).toThrow('no synthesized stack');
  for (const name of ['A', 'B']) writeFileSync(join(folder, `${name}.template.json`), '{}');
  expect(() => readAssembly(folder)).toThrow('2 stacks');
});
