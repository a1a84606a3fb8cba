/** The person signed in in this browser, as the issuer names them. */
export type SignedIn = {
  /** The same at every sign-in: what this browser stores for the person is stored under it. */
  readonly id: string;
  /** Their name, else their email address. */
  readonly label: string;
  /**
   * Returns an ID token that is valid now. If it cannot be renewed, leaves the page for a new sign-in.
   * @throws SignInError if it cannot be renewed, or another error if the issuer is unreachable
   */
  getToken(request: { renew: boolean }): Promise<string>;
  /** Signs out in every tab of this browser, and at the issuer. Leaves the page. */
  signOut(): Promise<void>;
  /** Called once when another tab has signed the person out, or somebody else in. */
  onEnded(listener: () => void): () => void;
};

/** The issuer did not sign the person in, or its response cannot be used. */
export class SignInError extends Error {
  override readonly name = 'SignInError';
}
