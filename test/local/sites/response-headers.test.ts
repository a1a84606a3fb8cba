import { expect, test } from 'vitest';
import type { Header } from '../../../local/gateway/http-exchange.ts';
import { loadHeadersPolicy } from '../../../local/sites/response-headers.ts';
import { aRequest } from '../http-gateway/a-request.ts';
import { aTemplate } from '../template/an-assembly.ts';

function applied(config: Record<string, unknown>, own: Header[] = [], origin?: string) {
  const policy = { ResponseHeadersPolicyConfig: { Name: 'p', ...config } };
  const resources = {
    Policy: { Type: 'AWS::CloudFront::ResponseHeadersPolicy', Properties: policy },
  };
  const apply = loadHeadersPolicy(aTemplate({ resources }), 'policy');
  const headers: Record<string, string> = origin === undefined ? {} : { origin };
  const request = aRequest('GET /', { headers });
  return Object.fromEntries(apply({ status: 200, headers: own, body: '' }, request).headers);
}

test('[S6] every security header is set as the policy says', () => {
  const Override = true;
  const SecurityHeadersConfig = {
    ContentSecurityPolicy: { ContentSecurityPolicy: "default-src 'none'", Override },
    ContentTypeOptions: { Override },
    FrameOptions: { FrameOption: 'DENY', Override },
    ReferrerPolicy: { ReferrerPolicy: 'no-referrer', Override },
    StrictTransportSecurity: { AccessControlMaxAgeSec: 60, IncludeSubdomains: true, Override },
    XSSProtection: { Protection: true, ModeBlock: true, Override },
  };
  expect(applied({ SecurityHeadersConfig })).toEqual({
    'content-security-policy': "default-src 'none'",
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'strict-transport-security': 'max-age=60; includeSubDomains',
    'x-xss-protection': '1; mode=block',
  });
});

test('[S6] the origin keeps its own header unless the policy overrides it', () => {
  const CustomHeadersConfig = {
    Items: [
      { Header: 'X-Kept', Value: 'policy', Override: false },
      { Header: 'X-Lost', Value: 'policy', Override: true },
    ],
  };
  const RemoveHeadersConfig = { Items: [{ Header: 'Server' }] };
  const own: Header[] = [
    ['x-kept', 'origin'],
    ['x-lost', 'origin'],
    ['server', 'AmazonS3'],
  ];
  expect(applied({ CustomHeadersConfig, RemoveHeadersConfig }, own)).toEqual({
    'x-kept': 'origin',
    'x-lost': 'policy',
  });
});

const cors = (origins: string[]) => ({
  CorsConfig: {
    AccessControlAllowCredentials: false,
    AccessControlAllowHeaders: { Items: ['*'] },
    AccessControlAllowMethods: { Items: ['GET', 'HEAD'] },
    AccessControlAllowOrigins: { Items: origins },
    OriginOverride: true,
  },
});

test('[S3] CORS headers come only with a request that names an allowed origin', () => {
  const origin = 'https://shop.example';
  expect(applied(cors(['*']))).toEqual({});
  expect(applied(cors(['https://other.example']), [], origin)).toEqual({});
  expect(applied(cors(['*']), [], origin)['access-control-allow-origin']).toBe('*');
  expect(applied(cors([origin]), [], origin)).toEqual({
    'access-control-allow-origin': origin,
    'access-control-allow-methods': 'GET, HEAD',
    'access-control-allow-headers': '*',
  });
});

test('[L2] a setting that the local run does not know stops the start', () => {
  expect(() => applied({ ServerTimingHeadersConfig: { Enabled: true } })).toThrow(/Policy/);
});
