import type { Standing } from './standing';

/** `RateLimit-Policy` and `RateLimit` of draft-ietf-httpapi-ratelimit-headers-11: lists of strings with integer parameters (RFC 9651). */
export interface RateLimitHeaders {
  readonly 'RateLimit-Policy': string;
  readonly RateLimit: string;
}

/** The greatest integer that a structured field can carry (RFC 9651 3.3.1). */
const UNLIMITED = 999_999_999_999_999;

/** For whoever could not be identified: no quota is allocated to nobody. Constant, so that it tells nothing. */
export const NOBODYS_HEADERS: RateLimitHeaders = { 'RateLimit-Policy': '"none";q=0', RateLimit: '"none";r=0' };

const UNLIMITED_HEADERS: RateLimitHeaders = {
  'RateLimit-Policy': `"unlimited";q=${UNLIMITED}`,
  RateLimit: `"unlimited";r=${UNLIMITED}`,
};

/**
 * The limits that this call fell under and what is left of them. The quota's window runs to the end of its period; the rate's policy is
 * its burst over the time that refills it, and its `t` the time until one more call is free (sections 3.1 and 4.1).
 */
export function rateLimitHeaders(standing: Standing): RateLimitHeaders {
  const { quota, rate } = standing;
  // Where what goes beyond is charged and not refused, the quota is nothing to slow down for.
  if (quota.limit === null || quota.remaining === null || quota.overage !== null) {
    return rate === null ? UNLIMITED_HEADERS : { 'RateLimit-Policy': ratePolicy(rate), RateLimit: rateService(rate) };
  }
  const policy = `"quota";q=${quota.limit};w=${quota.windowSeconds}`;
  const service = `"quota";r=${quota.remaining};t=${quota.resetSeconds}`;
  if (rate === null) return { 'RateLimit-Policy': policy, RateLimit: service };
  return { 'RateLimit-Policy': `${policy}, ${ratePolicy(rate)}`, RateLimit: `${service}, ${rateService(rate)}` };
}

const ratePolicy = (rate: NonNullable<Standing['rate']>): string => `"rate";q=${rate.capacity};w=${rate.windowSeconds}`;
const rateService = (rate: NonNullable<Standing['rate']>): string => `"rate";r=${rate.remaining};t=${rate.nextSeconds}`;
