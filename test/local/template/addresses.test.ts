import { expect, test } from 'vitest';
import { aTemplate } from './an-assembly.ts';

const resources = {
  Site: {
    Type: 'AWS::CloudFront::Distribution',
    Properties: { DistributionConfig: { Aliases: ['chat.shop.example'] } },
  },
  Sockets: { Type: 'AWS::ApiGatewayV2::Api', Properties: { ProtocolType: 'WEBSOCKET' } },
  Http: { Type: 'AWS::ApiGatewayV2::Api', Properties: { ProtocolType: 'HTTP' } },
  Admins: { Type: 'AWS::Cognito::UserPool' },
};

test.each([
  ['https://site.cloudfront.net', 'http://localhost:3000'],
  ['https://a.example,https://site.cloudfront.net', 'https://a.example,http://localhost:3000'],
  ['connect-src wss://site.cloudfront.net/ws', 'connect-src ws://localhost:3000/ws'],
  ['https://chat.shop.example/admin/', 'http://localhost:3000/admin/'],
  ['https://site.cloudfront.net.evil.example', 'https://site.cloudfront.net.evil.example'],
  [
    'https://sockets.execute-api.us-east-1.amazonaws.com/ws',
    'http://127.0.0.1:4000/execute-api/sockets/ws',
  ],
  [
    'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Admins',
    'http://localhost:3000/_local/sign-in',
  ],
  ['http.execute-api.us-east-1.amazonaws.com', 'http.execute-api.us-east-1.amazonaws.com'],
])('%s becomes %s', (cloud, local) => {
  const Probe = { Type: 'AWS::S3::Bucket', Properties: { value: [{ deep: cloud }] } };
  const { properties } = aTemplate({ resources: { ...resources, Probe } }).get('Probe');
  expect(properties.value).toEqual([{ deep: local }]);
});
