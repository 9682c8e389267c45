import {
  type AnonymousLimits,
  asAgreed,
  DEFAULT_ANONYMOUS_LIMITS,
  type FormerTerms,
  type LimitOverrides,
  type Offer,
  type PresentedCredential,
  type Principal,
  SERVICE_KEY_TIER,
  type SubscriptionStatus,
  type TierPolicy,
  type UpgradeWording,
  withOverrides,
} from '@gatehouse/core';
import { ACCOUNT_KEY } from '../account-key';
import type { HotTransaction } from '../pipelined-transaction';
import { type PreparedStatement, runPrepared } from '../prepared';
import { CHARGED, isDearer, placeInEffect } from './place-in-effect.sql';

interface PrincipalRow {
  readonly subscriber_id: string;
  readonly email: string;
  readonly email_verified: boolean;
  readonly name: string | null;
  readonly blocked: boolean;
  readonly gpt_id: string;
  readonly gpt_name: string;
  readonly client_id: string;
  readonly scopes: string[];
  readonly expires_at: Date;
  readonly tier_key: string;
  readonly tier_name: string;
  readonly quota_per_month: number | null;
  readonly rate_per_minute: number | null;
  readonly burst: number | null;
  readonly tier_scopes: string[] | null;
  readonly action_costs: Record<string, number>;
  /** Null on a tier whose quota runs by calendar months, and for whoever lost their subscription. */
  readonly months_from: Date | null;
  /** The billed period of a place that is charged for what goes beyond its quota. */
  readonly billed_from: Date | null;
  readonly billed_until: Date | null;
  readonly overrides: LimitOverrides | null;
  /** What the tier was before, of a place that is charged for what goes beyond its quota; null of others. */
  readonly former_terms: FormerTerms[] | null;
  readonly overage_since: Date | null;
  readonly terms_seen_at: Date | null;
  /** False when they have no place, and when it is not paid for any more. */
  readonly served: boolean;
  readonly served_until: Date | null;
  readonly status: SubscriptionStatus | null;
  /** Whether the tier on which they stand costs something. */
  readonly priced: boolean;
  readonly offers: Offer[];
  readonly upgrade_wording: UpgradeWording;
}

interface ServiceKeyPrincipalRow {
  readonly id: string;
  readonly gpt_id: string;
  readonly gpt_name: string;
  readonly client_id: string;
  readonly scopes: string[];
  readonly expires_at: Date | null;
  readonly anonymous_limits: AnonymousLimits | null;
}

/**
 * The priced tiers of the token's GPT, each with whether Stripe can sell it now. What is worth less than the tier `t` that was given to somebody is not for sale to them: it
 * would change nothing.
 */
const OFFERS = `ARRAY(
                SELECT json_build_object('tierKey', o.key, 'scopes', o.scopes, 'quotaPerMonth', o.quota_per_month,
                       'onSale', NOT (e.comped AND ${isDearer('t', 'o')}) AND EXISTS (
                         SELECT 1 FROM tier_prices x
                           JOIN stripe_connections c ON c.workspace_id = x.workspace_id AND ${ACCOUNT_KEY} = x.stripe_account_id
                                                    AND c.disconnected_at IS NULL
                          WHERE x.workspace_id = o.workspace_id AND x.tier_id = o.id
                            AND x.retired_at IS NULL AND x.stripe_price_id IS NOT NULL))
                  FROM tiers o
                 WHERE o.workspace_id = a.workspace_id AND o.gpt_id = a.gpt_id
                   AND o.price_amount IS NOT NULL AND o.archived_at IS NULL
                 ORDER BY o.position, o.id)`;

const BY_ACCESS_TOKEN: PreparedStatement = {
  name: 'principal-by-access-token',
  text: `SELECT a.subscriber_id, s.email, s.email_verified, s.name, s.blocked_at IS NOT NULL AS blocked,
            a.gpt_id, g.name AS gpt_name, g.client_id, a.scopes, a.expires_at,
            t.key AS tier_key, t.name AS tier_name, t.quota_per_month, t.rate_per_minute, t.burst,
            t.scopes AS tier_scopes, t.action_costs, p.overrides, e.status, e.until AS served_until,
            t.price_amount IS NOT NULL AS priced, g.upgrade_wording, e.served, ${OFFERS} AS offers,
            CASE t.quota_months WHEN 'subscription_month' THEN p.months_from END AS months_from,
            CASE WHEN v.charged THEN p.period_starts_at END AS billed_from, CASE WHEN v.charged THEN p.period_ends_at END AS billed_until,
            CASE WHEN v.charged THEN t.former_terms END AS former_terms, t.overage_since, p.terms_seen_at
       FROM access_tokens a
       JOIN grants r ON r.workspace_id = a.workspace_id AND r.id = a.grant_id AND r.revoked_at IS NULL
       JOIN gpts g ON g.workspace_id = a.workspace_id AND g.id = a.gpt_id AND g.deleted_at IS NULL
       JOIN subscribers s ON s.workspace_id = a.workspace_id AND s.id = a.subscriber_id
       LEFT JOIN subscriptions p
              ON p.workspace_id = a.workspace_id AND p.subscriber_id = a.subscriber_id AND p.gpt_id = a.gpt_id
       ${placeInEffect('$3')}
       JOIN tiers t ON t.workspace_id = a.workspace_id AND t.gpt_id = a.gpt_id
                   AND CASE WHEN e.served THEN t.id = e.tier_id ELSE t.is_default END
       CROSS JOIN LATERAL (SELECT ${CHARGED} AS charged) v
      WHERE a.workspace_id = $1 AND a.token_hash = $2 AND a.revoked_at IS NULL`,
};

const BY_SERVICE_KEY: PreparedStatement = {
  name: 'principal-by-service-key',
  text: `SELECT k.id, k.gpt_id, k.expires_at, g.name AS gpt_name, g.client_id, g.anonymous_limits,
            ARRAY(SELECT s.name FROM scopes s WHERE s.workspace_id = k.workspace_id AND s.gpt_id = k.gpt_id ORDER BY s.position) AS scopes
       FROM service_keys k
       JOIN gpts g ON g.workspace_id = k.workspace_id AND g.id = k.gpt_id AND g.deleted_at IS NULL
      WHERE k.workspace_id = $1 AND k.key_hash = $2 AND k.revoked_at IS NULL`,
};

/** The one reading behind a decision about a call. */
export const principalRepository = {
  /** Who stands behind a credential. @param hash its SHA-256 */
  find(tx: HotTransaction, kind: PresentedCredential['kind'], hash: Buffer, now: Date): Promise<Principal | null> {
    return kind === 'access_token' ? this.findByAccessToken(tx, hash, now) : this.findByServiceKey(tx, hash);
  },

  /**
   * Whose access token this is, with all that a decision about their call needs. Null when it is unknown or revoked, or its grant or GPT
   * is gone. Expiry is the caller's to judge. Whoever has no place that is served stands on the GPT's default tier, without what they were granted on
   * their own: limits that came with a place which they do not pay for any more.
   */
  async findByAccessToken(tx: HotTransaction, tokenHash: Buffer, now: Date): Promise<Principal | null> {
    const [row] = await runPrepared<PrincipalRow>(tx, BY_ACCESS_TOKEN, [tx.workspaceId, tokenHash, now]);
    return row === undefined ? null : principalFrom(tx.workspaceId, row);
  },

  /**
   * The GPT that a service key identifies. Null when the key is unknown or revoked, or its GPT is gone. Nobody is signed in, so no tier
   * limits it, and it may do whatever the GPT may ask for: the creator's own key, in the creator's own hand.
   */
  async findByServiceKey(tx: HotTransaction, keyHash: Buffer): Promise<Principal | null> {
    const [row] = await runPrepared<ServiceKeyPrincipalRow>(tx, BY_SERVICE_KEY, [tx.workspaceId, keyHash]);
    if (row === undefined) return null;
    return {
      workspaceId: tx.workspaceId,
      kind: 'service_key',
      subscriberId: row.id,
      email: null,
      emailVerified: false,
      name: null,
      blocked: false,
      gptId: row.gpt_id,
      gptName: row.gpt_name,
      clientId: row.client_id,
      scopes: row.scopes,
      expiresAt: row.expires_at,
      tier: SERVICE_KEY_TIER,
      monthsFrom: null,
      billedPeriod: null,
      subscription: 'active',
      unpaid: false,
      servedUntil: null,
      offers: [],
      upgradeWording: 'neutral',
      anonymousLimits: row.anonymous_limits ?? DEFAULT_ANONYMOUS_LIMITS,
      anonymous: null,
    };
  },
};

function principalFrom(workspaceId: string, row: PrincipalRow): Principal {
  return {
    workspaceId,
    kind: 'subscriber',
    subscriberId: row.subscriber_id,
    email: row.email,
    emailVerified: row.email_verified,
    name: row.name,
    blocked: row.blocked,
    gptId: row.gpt_id,
    gptName: row.gpt_name,
    clientId: row.client_id,
    scopes: row.scopes,
    expiresAt: row.expires_at,
    tier: tierFrom(row),
    monthsFrom: row.months_from,
    billedPeriod:
      row.billed_from === null || row.billed_until === null ? null : { startsAt: row.billed_from, endsAt: row.billed_until },
    subscription: (row.served ? row.status : null) ?? 'active',
    unpaid: !row.served && row.priced,
    servedUntil: row.served ? row.served_until : null,
    offers: row.offers,
    upgradeWording: row.upgrade_wording,
    anonymousLimits: null,
    anonymous: null,
  };
}

function tierFrom(row: PrincipalRow): TierPolicy {
  const tier: TierPolicy = {
    key: row.tier_key,
    name: row.tier_name,
    quotaPerMonth: row.quota_per_month,
    ratePerMinute: row.rate_per_minute,
    burst: row.burst,
    scopes: row.tier_scopes,
    actionCosts: row.action_costs,
  };
  const limited = withOverrides(tier, (row.served ? row.overrides : null) ?? {});
  const { former_terms: formerTerms, overage_since: overageSince, terms_seen_at: seenAt } = row;
  return formerTerms === null ? limited : asAgreed(limited, tier, { formerTerms, overageSince }, seenAt);
}
