/** A sign-in that has committed; its secret goes into the cookie and nowhere else. */
export interface SignedIn {
  readonly memberId: string;
  readonly sessionSecret: string;
}
