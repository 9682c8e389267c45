import {
  type AnonymousLimits,
  DEFAULT_ANONYMOUS_LIMITS,
  type LimitOverrides,
  type Principal,
  SERVICE_KEY_TIER,
  withOverrides,
} from '@gatehouse/core';
import type { WorkspaceTransaction } from '../transaction';

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
  readonly overrides: LimitOverrides | null;
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

/** The one reading behind a decision about a call. */
export const principalRepository = {
  /**
   * Whose access token this is, with all that a decision about their call needs. Null when it is unknown or revoked, or its grant or GPT
   * is gone. Expiry is the caller's to judge, who knows the time. Whoever lost their subscription stands on the GPT's default tier.
   */
  async findByAccessToken(tx: WorkspaceTransaction, tokenHash: Buffer): Promise<Principal | null> {
    const [row] = await tx.manager.query<PrincipalRow[]>(
      `SELECT a.subscriber_id, s.email, s.email_verified, s.name, s.blocked_at IS NOT NULL AS blocked,
              a.gpt_id, g.name AS gpt_name, g.client_id, a.scopes, a.expires_at,
              t.key AS tier_key, t.name AS tier_name, t.quota_per_month, t.rate_per_minute, t.burst,
              t.scopes AS tier_scopes, t.action_costs, p.overrides,
              CASE t.quota_months WHEN 'subscription_month' THEN p.months_from END AS months_from
         FROM access_tokens a
         JOIN grants r ON r.workspace_id = a.workspace_id AND r.id = a.grant_id AND r.revoked_at IS NULL
         JOIN gpts g ON g.workspace_id = a.workspace_id AND g.id = a.gpt_id AND g.deleted_at IS NULL
         JOIN subscribers s ON s.workspace_id = a.workspace_id AND s.id = a.subscriber_id
         LEFT JOIN subscriptions p
                ON p.workspace_id = a.workspace_id AND p.subscriber_id = a.subscriber_id AND p.gpt_id = a.gpt_id
         JOIN tiers t ON t.workspace_id = a.workspace_id AND t.gpt_id = a.gpt_id
                     AND (t.id = p.tier_id OR (p.id IS NULL AND t.is_default))
        WHERE a.workspace_id = $1 AND a.token_hash = $2 AND a.revoked_at IS NULL`,
      [tx.workspaceId, tokenHash],
    );
    return row === undefined ? null : principalFrom(tx.workspaceId, row);
  },

  /**
   * The GPT that a service key identifies. Null when the key is unknown or revoked, or its GPT is gone. Nobody is signed in, so no tier
   * limits it, and it may do whatever the GPT may ask for: the creator's own key, in the creator's own hand.
   */
  async findByServiceKey(tx: WorkspaceTransaction, keyHash: Buffer): Promise<Principal | null> {
    const [row] = await tx.manager.query<ServiceKeyPrincipalRow[]>(
      `SELECT k.id, k.gpt_id, k.expires_at, g.name AS gpt_name, g.client_id, g.anonymous_limits,
              ARRAY(SELECT s.name FROM scopes s WHERE s.workspace_id = k.workspace_id AND s.gpt_id = k.gpt_id ORDER BY s.position) AS scopes
         FROM service_keys k
         JOIN gpts g ON g.workspace_id = k.workspace_id AND g.id = k.gpt_id AND g.deleted_at IS NULL
        WHERE k.workspace_id = $1 AND k.key_hash = $2 AND k.revoked_at IS NULL`,
      [tx.workspaceId, keyHash],
    );
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
      subscription: 'active',
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
    tier: withOverrides(
      {
        key: row.tier_key,
        name: row.tier_name,
        quotaPerMonth: row.quota_per_month,
        ratePerMinute: row.rate_per_minute,
        burst: row.burst,
        scopes: row.tier_scopes,
        actionCosts: row.action_costs,
      },
      row.overrides ?? {},
    ),
    monthsFrom: row.months_from,
    subscription: 'active',
    anonymousLimits: null,
    anonymous: null,
  };
}
