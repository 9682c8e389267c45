import { createHash } from 'node:crypto';
import { ANONYMOUS_TIER, type Principal } from './principal';

/** What a GPT allows to people who have not signed in. Null is no limit. */
export interface AnonymousLimits {
  /** Of one person, as far as ChatGPT lets one tell: by `openai-ephemeral-user-id`, which changes about daily. */
  readonly userRatePerMinute: number | null;
  /** Units in a day (UTC). */
  readonly userQuotaPerDay: number | null;
  /** Of everybody behind one address; of all whose address is not told, together. All of ChatGPT's calls come from a few. */
  readonly sourceRatePerMinute: number | null;
}

/** For a GPT whose creator set nothing: enough to try it, too little to live on. */
export const DEFAULT_ANONYMOUS_LIMITS: AnonymousLimits = { userRatePerMinute: 10, userQuotaPerDay: 50, sourceRatePerMinute: 600 };

/** Somebody who has not signed in, as the creator's API describes them. At least one of the two is known. */
export interface Stranger {
  /** The value of the header `openai-ephemeral-user-id`. */
  readonly ephemeralUserId: string | null;
  /** The part of their network address that one household holds. */
  readonly source: string | null;
}

/** The same as names of counters: digests, because addresses of people have no business in Redis. */
export interface AnonymousCaller {
  /** Whose rate and quota are counted. Falls back to the source when nothing else is known. */
  readonly subject: string;
  readonly isUser: boolean;
  /** Whose rate is counted besides; null when that is the subject itself. */
  readonly source: string | null;
}

/** The service key, calling on behalf of somebody who has not signed in. Nobody gave a scope, so there is none. */
export function onBehalfOf(principal: Principal, { ephemeralUserId, source }: Stranger): Principal {
  if (ephemeralUserId === null && source === null) throw new RangeError('a stranger of whom nothing is known cannot be limited');
  const user = ephemeralUserId === null ? null : digestOf(principal, 'user', ephemeralUserId);
  // Whoever calls the creator's API without ChatGPT can make up a user for each call, so there is always a second rate over all users.
  const network = digestOf(principal, 'source', source ?? '');
  const subject = user ?? network;
  return {
    ...principal,
    scopes: [],
    tier: ANONYMOUS_TIER,
    anonymous: { subject, isUser: user !== null, source: user === null ? null : network },
  };
}

/** The same person at two GPTs has two digests, so that what Redis holds links nobody. */
function digestOf({ workspaceId, gptId }: Principal, kind: 'user' | 'source', value: string): string {
  const digest = createHash('sha256').update(`${workspaceId} ${gptId} ${kind} ${value}`).digest('base64url');
  return `~${kind[0] ?? ''}${digest.slice(0, 22)}`;
}
