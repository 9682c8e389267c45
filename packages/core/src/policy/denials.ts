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
}

interface DenialFacts {
  readonly principal: Principal;
  readonly limits: Limits;
  readonly standing: Standing;
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
    description: 'The action needs a paid tier, or the payment has lapsed.',
    message: ({ principal }) =>
      `This part of ${principal.gptName} needs a paid plan. You are on the ${principal.tier.name} plan.`,
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
    message: ({ principal, standing }) =>
      principal.anonymous !== null
        ? `That is all that ${principal.gptName} does in a day for somebody who has not signed in (${standing.quota.limit ?? 0}). ` +
          'Sign in to go on, or come back tomorrow.'
        : `You have used up this month's allowance of the ${principal.tier.name} plan for ${principal.gptName} ` +
          `(${standing.quota.limit ?? 0}). It renews on ${dayInWords(standing.quota.resetsAt)}.`,
    retryAfterSeconds: ({ quota }) => quota.resetSeconds,
  },
};

/** The refusal behind a decision, in words. */
export function denialOf(code: DenialCode, principal: Principal, limits: Limits, standing: Standing): Denial {
  const kind = DENIALS[code];
  return {
    status: kind.status,
    error: code,
    active: kind.active,
    description: kind.description,
    message: kind.message({ principal, limits, standing }),
    retryAfterSeconds: kind.retryAfterSeconds(standing),
  };
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
