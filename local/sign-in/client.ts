import * as v from 'valibot';
import { parseProperties } from '../template/parse-properties.ts';
import { refOf } from '../template/resource-reference.ts';
import type { Template } from '../types.ts';

/** The template's user pool client: who may ask for sign-in, and where it may lead. */
export type Client = {
  readonly id: string;
  allowsCallback(url: string): boolean;
  allowsLogout(url: string): boolean;
  readonly scopes: readonly string[];
  readonly lives: TokenLives;
};

/** How long each kind of token holds, in seconds. */
export type TokenLives = Readonly<Record<'id' | 'access' | 'refresh', number>>;

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
    lives: livesOf(settings),
  };
}

const UNIT_SECONDS = { seconds: 1, minutes: 60, hours: 3_600, days: 86_400 } as const;
const unitSchema = v.picklist(['seconds', 'minutes', 'hours', 'days']);

const clientSchema = v.object({
  AllowedOAuthFlowsUserPoolClient: v.literal(true),
  AllowedOAuthFlows: v.pipe(v.array(v.string()), v.includes('code')),
  AllowedOAuthScopes: v.pipe(v.array(v.string()), v.includes('openid')),
  GenerateSecret: v.optional(v.literal(false, 'a client with a secret is not supported'), false),
  CallbackURLs: v.pipe(v.array(v.string()), v.minLength(1)),
  LogoutURLs: v.optional(v.array(v.string()), []),
  // What the cloud takes where nothing is said.
  IdTokenValidity: v.optional(v.number(), 1),
  AccessTokenValidity: v.optional(v.number(), 1),
  RefreshTokenValidity: v.optional(v.number(), 30),
  TokenValidityUnits: v.optional(
    v.object({
      IdToken: v.optional(unitSchema, 'hours'),
      AccessToken: v.optional(unitSchema, 'hours'),
      RefreshToken: v.optional(unitSchema, 'days'),
    }),
    {},
  ),
});

function livesOf(settings: v.InferOutput<typeof clientSchema>): TokenLives {
  const units = settings.TokenValidityUnits;
  return {
    id: settings.IdTokenValidity * UNIT_SECONDS[units.IdToken],
    access: settings.AccessTokenValidity * UNIT_SECONDS[units.AccessToken],
    refresh: settings.RefreshTokenValidity * UNIT_SECONDS[units.RefreshToken],
  };
}

/** Letter by letter, but for this computer's two names. */
function isSame(allowed: string, url: string): boolean {
  return allowed === url || allowed === url.replace('http://127.0.0.1:', 'http://localhost:');
}
