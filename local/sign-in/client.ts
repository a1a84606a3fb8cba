import * as v from 'valibot';
import { refOf } from '../gateway/resource-reference.ts';
import type { Template } from '../parts.ts';
import { parseProperties } from '../template/parse-properties.ts';

/** The template's user pool client: who may ask for sign-in, and where it may lead. */
export type Client = {
  readonly id: string;
  allowsCallback(url: string): boolean;
  allowsLogout(url: string): boolean;
  readonly scopes: readonly string[];
};

/** Undefined when the template leaves sign-in to another issuer. */
export function readClient(template: Template): Client | undefined {
  const [resource, ...others] = template.ofType('AWS::Cognito::UserPoolClient');
  if (resource === undefined) return undefined;
  if (others.length > 0) throw new Error('The local run takes one user pool client, not several.');
  const settings = parseProperties(resource, clientSchema);
  return {
    id: refOf(resource),
    allowsCallback: (url) => settings.CallbackURLs.some((allowed) => isSame(allowed, url)),
    allowsLogout: (url) => settings.LogoutURLs.some((allowed) => isSame(allowed, url)),
    scopes: settings.AllowedOAuthScopes,
  };
}

const clientSchema = v.object({
  AllowedOAuthFlowsUserPoolClient: v.literal(true),
  AllowedOAuthFlows: v.pipe(v.array(v.string()), v.includes('code')),
  AllowedOAuthScopes: v.pipe(v.array(v.string()), v.includes('openid')),
  GenerateSecret: v.optional(v.literal(false, 'a client with a secret is not supported'), false),
  CallbackURLs: v.pipe(v.array(v.string()), v.minLength(1)),
  LogoutURLs: v.optional(v.array(v.string()), []),
});

/** Letter by letter, but for this computer's two names. */
function isSame(allowed: string, url: string): boolean {
  return allowed === url || allowed === url.replace('http://127.0.0.1:', 'http://localhost:');
}
