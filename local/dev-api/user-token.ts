import { createSecretKey } from 'node:crypto';
import { type JWTPayload, SignJWT } from 'jose';
import * as v from 'valibot';
import type { Secrets } from '../secrets/secrets.ts';
import type { Template } from '../types.ts';
import type { TokenRequest } from './token-request.ts';

const LIFE_SECONDS = 60 * 60;

type Signing = { template: Template; secrets: Pick<Secrets, 'value'> };

/** A user's token as the company's own server would make it, good for an hour. */
export function signUserToken(
  { sub = 'user-1', email, name }: TokenRequest,
  signing: Signing,
): Promise<string> {
  const iat = Math.floor(Date.now() / 1_000);
  const details = { ...(email !== undefined && { email }), ...(name !== undefined && { name }) };
  return signUserClaims({ sub, iat, exp: iat + LIFE_SECONDS, ...details }, signing);
}

/** Any claims at all under the identity secret, for tests of what is refused. */
export function signUserClaims(
  claims: JWTPayload,
  { template, secrets }: Signing,
): Promise<string> {
  const { current } = v.parse(identitySchema, identitySecret({ template, secrets }));
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .sign(createSecretKey(Buffer.from(current)));
}

/** The identity secret, as the functions read it. */
export const identitySecret = ({ template, secrets }: Signing): string =>
  secrets.value(identitySecretArn(template));

const identitySchema = v.pipe(v.string(), v.parseJson(), v.object({ current: v.string() }));
const environmentSchema = v.object({
  Environment: v.object({ Variables: v.object({ IDENTITY_SECRET_ARN: v.string() }) }),
});

/** The secret that the functions are told to read, and so the one that counts. */
function identitySecretArn(template: Template): string {
  for (const { properties } of template.ofType('AWS::Lambda::Function')) {
    const parsed = v.safeParse(environmentSchema, properties);
    if (parsed.success) return parsed.output.Environment.Variables.IDENTITY_SECRET_ARN;
  }
  throw new Error('No function of the template has an IDENTITY_SECRET_ARN.');
}
