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

/** The answer to an accepted call, as the wire contract writes it. */
interface ActiveBody {
  readonly active: true;
  /** The person; null when a service key called, which stands for none. Nobody's data may hang from a null. */
  readonly sub: string | null;
  /** Which service key called; absent when a person did. */
  readonly service_key?: string;
  readonly gpt: string;
  readonly client_id: string;
  readonly email: string | null;
  readonly email_verified: boolean;
  readonly name: string | null;
  readonly scope: string;
  /** Null for a service key, which is on no tier. */
  readonly tier: string | null;
  readonly subscription: string | null;
  readonly quota: {
    readonly limit: number | null;
    readonly used: number;
    readonly remaining: number | null;
    readonly resets_at: string;
  };
  readonly rate: { readonly limit: number | null; readonly remaining: number | null; readonly reset_seconds: number };
}

interface DenialBody {
  readonly active: boolean;
  readonly error: string;
  /** For the developer. */
  readonly error_description: string;
  /** For the model to relay. */
  readonly message: string;
}

export interface VerifyAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: ActiveBody | DenialBody;
}

const REALM = 'gatehouse';
const RETRY_SECONDS = 2;

/** What the caller is told about a decision. */
export function answer(principal: Principal, limits: Limits, admission: Admission, now: Date): VerifyAnswer {
  const standing = standingOf(limits, admission, now);
  const headers = rateLimitHeaders(standing);
  if (admission.decision !== 'accepted') {
    return denied(denialOf(admission.decision, principal, limits, standing), limits, headers);
  }
  return { status: 200, headers: { ...headers }, body: activeBody(principal, limits, standing) };
}

function activeBody(principal: Principal, limits: Limits, { quota, rate }: Standing): ActiveBody {
  const isPerson = principal.kind === 'subscriber';
  return {
    active: true,
    ...(isPerson ? { sub: principal.subscriberId } : { sub: null, service_key: principal.subscriberId }),
    gpt: principal.gptId,
    client_id: principal.clientId,
    email: principal.email,
    email_verified: principal.emailVerified,
    name: principal.name,
    scope: formatScope(limits.scopes),
    tier: isPerson ? principal.tier.key : null,
    subscription: isPerson ? principal.subscription : null,
    quota: { limit: quota.limit, used: quota.used, remaining: quota.remaining, resets_at: inSeconds(quota.resetsAt) },
    rate: { limit: rate?.limit ?? null, remaining: rate?.remaining ?? null, reset_seconds: rate?.resetSeconds ?? 0 },
  };
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
    body: { active: denial.active, error: denial.error, error_description: denial.description, message: denial.message },
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
  body: {
    active: false,
    error: 'invalid_token',
    error_description: 'The access token is missing or not valid.',
    message: 'You are not signed in any more. Please sign in again.',
  },
};

/** The request itself is wrong. @param fault what is, for the developer */
export function malformed(fault: string): VerifyAnswer {
  return {
    status: 400,
    headers: { ...NOBODYS_HEADERS },
    body: {
      active: false,
      error: 'invalid_request',
      error_description: fault,
      message: `This service asked to check your access in a way that cannot be understood (${fault}). Please tell its creator.`,
    },
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
  body: {
    active: false,
    error: 'temporarily_unavailable',
    error_description: 'No decision can be made at this moment.',
    message: 'Your access cannot be checked right now. Please try again in a few seconds.',
  },
};

/** RFC 3339 in whole seconds, as the contract writes it. */
function inSeconds(time: Date): string {
  return time.toISOString().replace(/\.\d{3}Z$/, 'Z');
}
