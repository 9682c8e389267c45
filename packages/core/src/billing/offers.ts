/** A priced tier, as far as a refused call has to know it. */
export interface Offer {
  readonly tierKey: string;
  /** Scopes that it includes; null for all. */
  readonly scopes: readonly string[] | null;
  readonly quotaPerMonth: number | null;
  /** Whether it can be bought now: it has a price at the Stripe account through which the workspace is paid, and is worth no less than what was given to them. */
  readonly onSale: boolean;
}

/** Whether the tier includes all of these scopes. */
export function includesScopes({ scopes }: Pick<Offer, 'scopes'>, wanted: readonly string[]): boolean {
  return scopes === null || wanted.every((scope) => scopes.includes(scope));
}
