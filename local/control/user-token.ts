import { createSecretKey } from 'node:crypto';
import { SignJWT } from 'jose';
import * as v from 'valibot';
import type { Template } from '../parts.ts';
import type { Secrets } from '../secrets/secrets.ts';
import type { TokenRequest } from './token-request.ts';

/** A user's token as the company's own server would make it, good for an hour. */
export async function signUserToken(
  { sub, email, name }: TokenRequest,
  { template, secrets }: { template: Template; secrets: Pick<Secrets, 'value'> },
): Promise<string> {
  const { current } = v.parse(identitySchema, secrets.value(identitySecretArn(template)));
  return new SignJWT({ ...(email !== undefined && { email }), ...(name !== undefined && { name }) })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setSubject(sub ?? 'user-1')
    .setIssuedAt()
    .setExpirationTime('1h')
    .sign(createSecretKey(Buffer.from(current)));
}

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
