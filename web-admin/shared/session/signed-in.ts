/** The person at this browser, as the issuer names them. */
export type SignedIn = {
  /** Stays the same over every sign-in: what this browser keeps for them stands under it. */
  readonly id: string;
  /** Their name, else their e-mail address, for the screen. */
  readonly label: string;
  /** Yields an ID token that is valid now; leaves the page for a new sign-in when none can be had. */
  getToken(request: { renew: boolean }): Promise<string>;
  /** Forgets the person in every tab of this browser, and at the issuer. Leaves the page. */
  signOut(): Promise<void>;
  /** Called once when another tab has signed the person out, or somebody else in. */
  onEnded(listener: () => void): () => void;
};
