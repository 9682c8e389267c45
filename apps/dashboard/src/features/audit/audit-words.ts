import type { AuditEvent } from './audit.queries';

/** What happened, after the name of whoever did it. Exhaustive by type: an action without words does not compile. */
const WORDS: Readonly<Record<AuditEvent['action'], string>> = {
  'workspace.created': 'created the workspace',
  'workspace.marketing_consent_changed': 'changed whether subscribers are asked about news in',
  'gpt.created': 'registered the GPT',
  'gpt.updated': 'changed the GPT',
  'gpt.deleted': 'deleted the GPT',
  'branding.changed': 'changed the look of the sign-in pages of',
  'logo.changed': 'changed the logo of',
  'privacy_policy.changed': 'changed the privacy policy of',
  'client_secret.rotated': 'rotated the client secret of',
  'callback_url.added': 'added callback URLs to',
  'callback_url.removed': 'removed a callback URL from',
  'tier.created': 'created the tier',
  'tier.updated': 'changed the tier',
  'service_key.created': 'created the service key',
  'service_key.rotated': 'rotated the service key',
  'service_key.revoked': 'revoked the service key',
  'identity_client.set': 'entered an own client at a provider for the GPT',
  'identity_client.removed': 'removed an own client at a provider from the GPT',
  'api_token.created': 'created the API token',
  'api_token.revoked': 'revoked the API token',
  'subscriber.blocked': 'blocked the subscriber',
  'subscriber.unblocked': 'unblocked the subscriber',
  'subscriber.exported': 'exported the subscribers of',
  'subscriber.session_ended': 'signed a device out of the subscriber',
  'grant.revoked': 'revoked a grant of the subscriber',
  'access_policy.changed': 'changed who may use the GPT',
  'invitation.created': 'invited people to the GPT',
  'invitation.withdrawn': 'withdrew an invitation to the GPT',
  'access_request.approved': 'let the subscriber in',
  'access_request.refused': 'refused the subscriber',
  'callback_url.tested': 'started a test sign-in of',
  'callback_url.learned': 'approved a learned callback URL of',
  'callback_url.dismissed': 'dismissed a learned callback URL of',
  'domain.added': 'added the domain',
  'domain.removed': 'removed the domain',
  'domain.verified': 'verified the domain',
  'domain.record_missing': 'no longer finds the DNS record of the domain',
  'domain.recovered': 'found the DNS record again of the domain',
  'domain.lost': 'gave up the domain, whose DNS record was missing for a week,',
  'domain.issuer_chosen': 'moved sign-in to the domain',
  'domain.issuer_released': 'moved sign-in away from the domain',
  'subscriber.data_exported': 'exported all that is held on the subscriber',
  'subscriber.erased': 'erased the subscriber',
  'subscription.updated': 'changed the plan of',
  'subscription.comped': 'gave a tier for free to',
  'subscription.comp_ended': 'took back the free tier of',
  'subscription.own_limits_ended': 'ended own limits, as the tier that was bought gives more, of',
  'token_lifetimes.changed': 'changed how long tokens live of',
  'signing_keys.rotated': 'replaced the signing keys of',
  'subscriber.signed_in': 'signed in: the subscriber',
  'subscriber.sign_in_throttled': 'slowed down sign-ins after too many wrong tries, for the subscriber',
  'token.revoked': 'revoked, as the GPT asked, a token of the subscriber',
  'authorization_code.replayed': 'saw a sign-in code used twice and revoked what came of it, of the subscriber',
  'refresh_token.reused': 'saw a refresh token used again after it was replaced and ended the grant of the subscriber',
  'member.signed_in': 'signed in',
  'member.sign_in_throttled': 'slowed down sign-ins after too many wrong passwords, for the member',
  'member.session_ended': 'signed out one of their devices',
  'subscriber.password_set': 'took a first password from the subscriber',
  'subscriber.password_changed': 'took a new password from the subscriber',
  'subscriber.passkey_added': 'took a passkey from the subscriber',
  'subscriber.passkey_removed': 'removed a passkey of the subscriber',
  'member.password_changed': 'chose a new password',
  'workspace.metering_changed': 'changed what happens to calls while counters are down in',
  'stripe.connected': 'connected the Stripe account',
  'stripe.disconnected': 'disconnected the Stripe account',
  'stripe.webhook_changed': 'changed where Stripe tells of the account',
  'stripe.event_replayed': 'replayed the Stripe event',
  'billing_settings.changed': 'changed how payments work for',
  'tier_prices.changed': 'changed the prices of the tier',
  'purchase.undone': 'ended at Stripe, and gave back, what was bought when its GPT or its buyer was gone:',
  'usage.exported': 'exported the usage of',
  'usage.drift_found': 'found counts that do not add up, and told the operator:',
};

/** What an event may be about, for the filter. */
export const AUDIT_SUBJECTS = [
  { value: 'gpt', label: 'GPTs' },
  { value: 'client_secret', label: 'Client secrets' },
  { value: 'callback_url', label: 'Callback URLs' },
  { value: 'tier', label: 'Tiers' },
  { value: 'service_key', label: 'Service keys' },
  { value: 'api_token', label: 'API tokens' },
  { value: 'subscriber', label: 'Subscribers' },
  { value: 'grant', label: 'Grants' },
  { value: 'access_policy', label: 'Access policies' },
  { value: 'invitation', label: 'Invitations' },
  { value: 'access_request', label: 'Access requests' },
  { value: 'domain', label: 'Custom domains' },
  { value: 'token_lifetimes', label: 'Token lifetimes' },
  { value: 'signing_keys', label: 'Signing keys' },
  { value: 'token', label: 'Revoked tokens' },
  { value: 'authorization_code', label: 'Replayed codes' },
  { value: 'refresh_token', label: 'Reused refresh tokens' },
  { value: 'member', label: 'Sign-ins' },
] as const;

/** Who acts without being a member. */
const WITHOUT_NAME: Partial<Record<AuditEvent['actor']['kind'], string>> = { system: 'Gatehouse', subscriber: 'The person' };
/** What members do with their own account: the target is the actor. */
const OWN_DEEDS: readonly AuditEvent['action'][] = ['member.signed_in', 'member.password_changed'];

/** The event as a sentence in three parts: who, did what, to what. */
export function sentenceOf({ action, actor, target }: AuditEvent): { who: string; what: string; target: string | null } {
  const who = WITHOUT_NAME[actor.kind] ?? actor.name ?? 'A former member';
  const what = WORDS[action];
  return { who, what, target: OWN_DEEDS.includes(action) || target === null ? null : (target.name ?? target.id) };
}

/** A value of a change, short enough to be read in passing. */
export function valueInWords(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (typeof value === 'string') return value === '' ? 'empty' : value;
  if (Array.isArray(value) && value.every((one) => typeof one === 'string'))
    return value.length === 0 ? 'none' : value.join(', ');
  return JSON.stringify(value);
}
