import type { ListedSubscriber, SubscriberFilter } from '@gatehouse/platform';
import type { Subscriber, SubscriberFilterQuery } from './subscriber.dto';

export function subscriberView(row: ListedSubscriber): Subscriber {
  return {
    id: row.id,
    email: row.email,
    email_verified: row.emailVerified,
    name: row.name,
    sign_in_method: row.signInMethod,
    first_seen_at: row.firstSeenAt.toISOString(),
    last_seen_at: row.lastSeenAt.toISOString(),
    calls: row.calls,
    blocked: row.blockedAt !== null,
    marketing_consent: row.marketingConsent,
    tier: row.tier,
    standing: row.standing,
  };
}

/** An empty parameter is an absent one: forms send those. */
export function filterFrom(query: SubscriberFilterQuery, now: Date): SubscriberFilter {
  const { q, gpt, tier, status, standing, marketing_consent } = query;
  const given = (text: string | undefined): string | null => (text === undefined || text === '' ? null : text);
  const blocked = given(status) === null ? null : status === 'blocked';
  const agrees = given(marketing_consent);
  const marketingConsent = agrees === null ? null : agrees === 'true';
  return { search: given(q), gptId: given(gpt), tier: given(tier), blocked, marketingConsent, standing: standing ?? null, now };
}
