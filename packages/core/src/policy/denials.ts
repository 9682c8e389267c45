import type { Decision } from '../metering/admission';
import type { Limits } from './limits';
import type { Principal } from './principal';
import type { Standing } from './standing';

export type DenialCode = Exclude<Decision, 'accepted'>;

/** A refusal as the caller is told: a status, a stable code, a line for the developer and a sentence for the model to relay. */
export interface Denial {
  readonly status: 402 | 403 | 429;
  readonly error: DenialCode;
  /** Whether the token is alive all the same. */
  readonly active: boolean;
  readonly description: string;
  readonly message: string;
  /** Seconds after which the same call may be accepted; null when waiting does not help. */
  readonly retryAfterSeconds: number | null;
  /** Where the person can buy what lifts the refusal; null where nothing may be said of that, or nothing would help. */
  readonly upgradeUrl: string | null;
}

interface DenialFacts {
  readonly principal: Principal;
  readonly limits: Limits;
  readonly standing: Standing;
  readonly upgradeUrl: string | null;
}

interface DenialKind {
  readonly status: Denial['status'];
  readonly active: boolean;
  readonly description: string;
  readonly message: (facts: DenialFacts) => string;
  readonly retryAfterSeconds: (standing: Standing) => number | null;
}

const never = (): null => null;

/** Every refusal, exhaustive by type: a code that is missing here does not compile. */
const DENIALS: { readonly [Code in DenialCode]: DenialKind } = {
  payment_required: {
    status: 402,
    active: true,
    description: 'The call is not included in what the subscriber has at present.',
    message: paymentRequired,
    retryAfterSeconds: never,
  },
  insufficient_scope: {
    status: 403,
    active: true,
    description: 'The token lacks a scope that the call requires.',
    message: ({ principal, limits }) =>
      principal.anonymous !== null
        ? `This part of ${principal.gptName} is for people who have signed in. Sign in, and ask again.`
        : `You have not given ${principal.gptName} the permission that this needs (${limits.missingScopes.join(', ')}). ` +
          'Sign in again and allow it, or ask for something else.',
    retryAfterSeconds: never,
  },
  access_blocked: {
    status: 403,
    active: false,
    description: 'The subscriber is blocked.',
    message: ({ principal }) => `Your access to ${principal.gptName} has been switched off. Please contact its creator.`,
    retryAfterSeconds: never,
  },
  rate_limited: {
    status: 429,
    active: true,
    description: 'The rate limit of the tier is reached.',
    message: ({ standing }) =>
      `That was too many requests in a short time. Please try again in ${secondsInWords(waitForRate(standing))}.`,
    retryAfterSeconds: waitForRate,
  },
  quota_exceeded: {
    status: 429,
    active: true,
    description: 'The quota of the period is used up.',
    message: ({ principal, standing, upgradeUrl }) =>
      principal.anonymous !== null
        ? `That is all that ${principal.gptName} does in a day for somebody who has not signed in (${standing.quota.limit ?? 0}). ` +
          'Sign in to go on, or come back tomorrow.'
        : quotaExceeded(principal, standing, upgradeUrl),
    retryAfterSeconds: ({ quota }) => quota.resetSeconds,
  },
};

/** The refusal behind a decision, in words. */
export function denialOf(
  code: DenialCode,
  principal: Principal,
  limits: Limits,
  standing: Standing,
  upgradeUrl: string | null = null,
): Denial {
  const kind = DENIALS[code];
  return {
    status: kind.status,
    error: code,
    active: kind.active,
    description: kind.description,
    message: kind.message({ principal, limits, standing, upgradeUrl }),
    retryAfterSeconds: kind.retryAfterSeconds(standing),
    upgradeUrl,
  };
}

/** Without a link neither plans nor prices are mentioned: then it is a setting of the GPT, or nothing that is sold would help. */
function paymentRequired({ principal, upgradeUrl }: DenialFacts): string {
  const { gptName, tier, unpaid } = principal;
  if (upgradeUrl === null)
    return unpaid
      ? `Your access to ${gptName} is not active at the moment.`
      : `This part of ${gptName} is not included in your access.`;
  const why = unpaid
    ? `${gptName} needs a paid plan.`
    : `This part of ${gptName} needs another plan than ${tier.name}, which you are on.`;
  return `${why} Choose one here, and then ask again: ${upgradeUrl}`;
}

function quotaExceeded({ gptName, tier }: Principal, { quota }: Standing, upgradeUrl: string | null): string {
  const renews = `It renews on ${dayInWords(quota.resetsAt)}.`;
  if (upgradeUrl === null) return `You have used up this month's allowance for ${gptName} (${quota.limit ?? 0}). ${renews}`;
  return (
    `You have used up this month's allowance of the ${tier.name} plan for ${gptName} (${quota.limit ?? 0}). ${renews} ` +
    `To go on at once, upgrade here, and then ask again: ${upgradeUrl}`
  );
}

/** Never 0: a decision repeated under its Idempotency-Key may be older than the limit that caused it. */
function waitForRate(standing: Standing): number {
  return Math.max(1, standing.rate?.nextSeconds ?? 1);
}

function secondsInWords(seconds: number): string {
  return seconds === 1 ? 'a second' : `${seconds} seconds`;
}

function dayInWords(day: Date): string {
  return day.toLocaleDateString('en-US', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
}
