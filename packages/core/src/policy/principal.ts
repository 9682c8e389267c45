/** What a tier allows, as far as a call is concerned. Null is no limit. */
export interface TierPolicy {
  readonly key: string;
  readonly name: string;
  readonly quotaPerMonth: number | null;
  readonly ratePerMinute: number | null;
  readonly burst: number | null;
  /** Scopes that the tier includes; null for all. */
  readonly scopes: readonly string[] | null;
  /** Units by action; `*` stands for all that are not named. */
  readonly actionCosts: Readonly<Record<string, number>>;
}

/** A subscriber at a GPT's door: all that a decision about their call needs. Read in one query, remembered under a fence. */
export interface Principal {
  readonly workspaceId: string;
  readonly subscriberId: string;
  readonly email: string;
  readonly emailVerified: boolean;
  readonly name: string | null;
  readonly blocked: boolean;
  readonly gptId: string;
  readonly gptName: string;
  readonly clientId: string;
  /** What the token was granted. */
  readonly scopes: readonly string[];
  readonly expiresAt: Date;
  readonly tier: TierPolicy;
  readonly subscription: 'active';
}
