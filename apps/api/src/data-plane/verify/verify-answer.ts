import {
  type Admission,
  bearerChallenge,
  type Denial,
  denialOf,
  formatScope,
  type Limits,
  NOBODYS_HEADERS,
  type Principal,
  rateLimitHeaders,
  type RateLimitHeaders,
  type Standing,
  standingOf,
} from '@gatehouse/core';

interface DenialBody {
  readonly active: boolean;
  readonly error: string;
  /** For the developer. */
  readonly error_description: string;
  /** For the model to relay. */
  readonly message: string;
  readonly upgrade_url?: string;
}

export interface VerifyAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON. */
  readonly text: string;
}

const REALM = 'gatehouse';
const RETRY_SECONDS = 2;

/** What the caller is told about a decision. */
export function answer(
  principal: Principal,
  limits: Limits,
  admission: Admission,
  now: Date,
  upgradeUrl: string | null = null,
): VerifyAnswer {
  const standing = standingOf(limits, admission, now);
  const headers = rateLimitHeaders(standing);
  if (admission.decision !== 'accepted') {
    return denied(denialOf(admission.decision, principal, limits, standing, upgradeUrl), limits, headers);
  }
  return { status: 200, headers: { ...headers }, text: activeText(principal, limits, standing) };
}

/** What every answer to a principal says in a period, as it is written; between its parts stand the counters. */
interface Wording {
  readonly period: string;
  readonly beforeQuota: string;
  readonly beforeRate: string;
}

/** Forgotten with the principal, who is read anew after each change. */
const wordings = new WeakMap<Principal, Wording>();

/** The answer to an accepted call, as the wire contract writes it: fields in its order. */
function activeText(principal: Principal, limits: Limits, { quota, rate }: Standing): string {
  let words = wordings.get(principal);
  if (words === undefined || words.period !== limits.quota.period.key) {
    words = wordingOf(principal, limits, quota, rate?.limit ?? null);
    wordings.set(principal, words);
  }
  const counters = `${quota.used},"remaining":${quota.remaining}${quota.overage === null ? '' : `,"overage":${quota.overage}`}`;
  return `${words.beforeQuota}${counters}${words.beforeRate}${rate?.remaining ?? null},"reset_seconds":${rate?.resetSeconds ?? 0}}}`;
}

/**
 * A service key stands for no person: `sub` is null, because nobody's data may hang from it, and `service_key` says which one called; it is
 * on no tier.
 */
function wordingOf(
  principal: Principal,
  { quota: { period }, scopes }: Limits,
  quota: Standing['quota'],
  perMinute: number | null,
): Wording {
  const isPerson = principal.kind === 'subscriber';
  const who = JSON.stringify({
    active: true,
    ...(isPerson
      ? { sub: principal.subscriberId }
      : { sub: null, service_key: principal.subscriberId, ...(principal.anonymous === null ? {} : { anonymous: true }) }),
    gpt: principal.gptId,
    client_id: principal.clientId,
    email: principal.email,
    email_verified: principal.emailVerified,
    name: principal.name,
    scope: formatScope(scopes),
    tier: isPerson ? principal.tier.key : null,
    subscription: isPerson ? principal.subscription : null,
  });
  return {
    period: period.key,
    beforeQuota: `${who.slice(0, -1)},"quota":{"limit":${quota.limit},"used":`,
    beforeRate: `,"resets_at":"${inSeconds(quota.resetsAt)}"},"rate":{"limit":${perMinute},"remaining":`,
  };
}

/** The answer to everybody else. */
function denialText(body: DenialBody): string {
  return JSON.stringify(body);
}

function denied(denial: Denial, limits: Limits, rateLimits: RateLimitHeaders): VerifyAnswer {
  const headers: Record<string, string> = { ...rateLimits };
  if (denial.retryAfterSeconds !== null) headers['Retry-After'] = String(denial.retryAfterSeconds);
  if (denial.error === 'insufficient_scope') {
    headers['WWW-Authenticate'] = bearerChallenge(REALM, {
      error: 'insufficient_scope',
      description: denial.description,
      scope: formatScope(limits.missingScopes),
    });
  }
  return {
    status: denial.status,
    headers,
    text: denialText({
      active: denial.active,
      error: denial.error,
      error_description: denial.description,
      message: denial.message,
      ...(denial.upgradeUrl === null ? {} : { upgrade_url: denial.upgradeUrl }),
    }),
  };
}

/** One answer for a token that is missing, unknown, expired, revoked or another workspace's: nobody learns which (RFC 6750 3). */
export const UNAUTHORIZED: VerifyAnswer = {
  status: 401,
  headers: {
    ...NOBODYS_HEADERS,
    'WWW-Authenticate': bearerChallenge(REALM, {
      error: 'invalid_token',
      description: 'The access token is missing or not valid.',
    }),
  },
  text: denialText({
    active: false,
    error: 'invalid_token',
    error_description: 'The access token is missing or not valid.',
    message: 'You are not signed in any more. Please sign in again.',
  }),
};

/** The request itself is wrong. @param fault what is, for the developer */
export function malformed(fault: string): VerifyAnswer {
  return {
    status: 400,
    headers: { ...NOBODYS_HEADERS },
    text: denialText({
      active: false,
      error: 'invalid_request',
      error_description: fault,
      message: `This service asked to check your access in a way that cannot be understood (${fault}). Please tell its creator.`,
    }),
  };
}

/** Redis or Postgres is out of reach: nothing was decided, and nothing is let through. */
export const UNAVAILABLE: VerifyAnswer = {
  status: 503,
  headers: {
    'RateLimit-Policy': NOBODYS_HEADERS['RateLimit-Policy'],
    RateLimit: `${NOBODYS_HEADERS.RateLimit};t=${RETRY_SECONDS}`,
    'Retry-After': String(RETRY_SECONDS),
  },
  text: denialText({
    active: false,
    error: 'temporarily_unavailable',
    error_description: 'No decision can be made at this moment.',
    message: 'Your access cannot be checked right now. Please try again in a few seconds.',
  }),
};

/** RFC 3339 in whole seconds, as the contract writes it. */
function inSeconds(time: Date): string {
  return time.toISOString().replace(/\.\d{3}Z$/, 'Z');
}
