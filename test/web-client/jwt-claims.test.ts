import { expect, test } from 'vitest';
import { jwtClaims } from '../../web-client/jwt-claims.ts';

const aToken = (payload: string) => `head.${Buffer.from(payload).toString('base64url')}.signature`;

test('the claims of a token are read as they were written, also beyond ASCII', () => {
  expect(jwtClaims(aToken('{"sub":"Zoë >>>???","exp":5}'))).toEqual({ sub: 'Zoë >>>???', exp: 5 });
});

test.each(['', 'no token', 'a.b.c', aToken('null'), aToken('5'), aToken('[')])(
  'what is no JWT has no claims: %s',
  (token) => {
    expect(jwtClaims(token)).toEqual({});
  },
);
