/** Below the issuer, under the names that a user pool and its hosted pages use. */
export const ENDPOINTS = {
  discovery: '/.well-known/openid-configuration',
  keys: '/.well-known/jwks.json',
  authorize: '/oauth2/authorize',
  token: '/oauth2/token',
  userInfo: '/oauth2/userInfo',
  logout: '/logout',
} as const;

/** The issuer's discovery document. */
export function discoveryOf(issuer: string) {
  return {
    issuer,
    jwks_uri: issuer + ENDPOINTS.keys,
    authorization_endpoint: issuer + ENDPOINTS.authorize,
    token_endpoint: issuer + ENDPOINTS.token,
    userinfo_endpoint: issuer + ENDPOINTS.userInfo,
    end_session_endpoint: issuer + ENDPOINTS.logout,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    scopes_supported: ['openid', 'email', 'phone', 'profile'],
    token_endpoint_auth_methods_supported: ['none'],
  };
}
