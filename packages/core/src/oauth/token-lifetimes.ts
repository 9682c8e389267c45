/** How long what a GPT's sign-ins issue lives, in seconds. */
export interface TokenLifetimes {
  readonly accessTokenSeconds: number;
  readonly refreshIdleSeconds: number;
  readonly refreshAbsoluteSeconds: number;
  readonly codeSeconds: number;
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * Bounds. An access token: five minutes, because ChatGPT refreshes on a rhythm of its own and a shorter one dies between two calls; thirty days, since
 * revocation holds on the next call whatever the length. A refresh token: an hour idle, so that a conversation survives a lunch; two years in all. A code: at
 * most the minute that OAuth 2.1 4.1.2 and `design/standards.md` allow, and no less than a slow redirect takes.
 */
export const LIFETIME_BOUNDS = {
  accessTokenSeconds: { min: 5 * MINUTE, max: 30 * DAY },
  refreshIdleSeconds: { min: HOUR, max: 365 * DAY },
  refreshAbsoluteSeconds: { min: DAY, max: 730 * DAY },
  codeSeconds: { min: 10, max: MINUTE },
} as const satisfies Record<keyof TokenLifetimes, { readonly min: number; readonly max: number }>;

export interface LifetimeFault {
  readonly field: keyof TokenLifetimes;
  readonly message: string;
}

/** What cannot be together: nothing outlives what it hangs from, or a setting would promise what never happens. */
export function lifetimeFaults(lifetimes: TokenLifetimes): readonly LifetimeFault[] {
  const { accessTokenSeconds, refreshIdleSeconds, refreshAbsoluteSeconds } = lifetimes;
  const faults: LifetimeFault[] = [];
  if (refreshIdleSeconds > refreshAbsoluteSeconds)
    faults.push({ field: 'refreshIdleSeconds', message: 'must not be longer than the refresh token lives at all' });
  if (accessTokenSeconds > refreshAbsoluteSeconds)
    faults.push({ field: 'accessTokenSeconds', message: 'must not be longer than the refresh token lives at all' });
  return faults;
}
