/** Everything that the audit log tells of, by dotted name: what it happened to, then what happened. Stable, part of the interface. */
export const AUDIT_ACTIONS = [
  'workspace.created',
  'workspace.marketing_consent_changed',
  'gpt.created',
  'gpt.updated',
  'gpt.deleted',
  'branding.changed',
  'logo.changed',
  'privacy_policy.changed',
  'client_secret.rotated',
  'callback_url.added',
  'callback_url.removed',
  'tier.created',
  'tier.updated',
  'service_key.created',
  'service_key.rotated',
  'service_key.revoked',
  'identity_client.set',
  'identity_client.removed',
  'api_token.created',
  'api_token.revoked',
  'subscriber.blocked',
  'subscriber.unblocked',
  'subscriber.exported',
  'subscriber.session_ended',
  'grant.revoked',
  'access_policy.changed',
  'invitation.created',
  'invitation.withdrawn',
  'access_request.approved',
  'access_request.refused',
  'callback_url.tested',
  'callback_url.learned',
  'callback_url.dismissed',
  'domain.added',
  'domain.removed',
  'domain.verified',
  'domain.record_missing',
  'domain.recovered',
  'domain.lost',
  'domain.issuer_chosen',
  'domain.issuer_released',
  'subscriber.data_exported',
  'subscriber.erased',
  'subscription.updated',
  'subscription.comped',
  'subscription.comp_ended',
  'subscription.own_limits_ended',
  'token_lifetimes.changed',
  'signing_keys.rotated',
  'subscriber.signed_in',
  'subscriber.sign_in_throttled',
  'token.revoked',
  'authorization_code.replayed',
  'refresh_token.reused',
  'member.signed_in',
  'member.sign_in_throttled',
  'member.session_ended',
  'subscriber.password_set',
  'subscriber.password_changed',
  'subscriber.passkey_added',
  'subscriber.passkey_removed',
  'member.password_changed',
  'usage.drift_found',
  'usage.exported',
  'workspace.metering_changed',
  'stripe.connected',
  'stripe.disconnected',
  'stripe.event_replayed',
  'stripe.webhook_changed',
  'billing_settings.changed',
  'tier_prices.changed',
  'purchase.undone',
] as const;

export type AuditAction = (typeof AUDIT_ACTIONS)[number];

/** What became of one field. A field that was not there before, or is not there any more, has null on that side. */
export interface FieldChange {
  readonly from: unknown;
  readonly to: unknown;
}

export type Changes = Readonly<Record<string, FieldChange>>;

/**
 * The fields that differ. Give it views of things, never rows: what a member may not read must not come into the log either, and a secret's
 * hash has no place in it.
 */
export function changesBetween(before: Readonly<Record<string, unknown>>, after: Readonly<Record<string, unknown>>): Changes {
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  const changed = fields.flatMap((field): [string, FieldChange][] => {
    const [from, to] = [before[field] ?? null, after[field] ?? null];
    return JSON.stringify(from) === JSON.stringify(to) ? [] : [[field, { from, to }]];
  });
  return Object.fromEntries(changed);
}
