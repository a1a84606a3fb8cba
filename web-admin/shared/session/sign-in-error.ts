/** The issuer did not sign the person in, or its answer cannot be used. */
export class SignInError extends Error {
  override readonly name = 'SignInError';
}
