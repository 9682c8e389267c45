import type { PlanFacts, PlanPrice } from '@gatehouse/core';
import { ACCOUNT_KEY } from '../account-key';
import type { WorkspaceTransaction } from '../transaction';
import { IS_REACHABLE } from './place-in-effect.sql';

/** A price that somebody pays or will pay, with where it stands at Stripe and the name of its tier. */
export interface HeldPrice extends PlanPrice {
  readonly stripePriceId: string | null;
  readonly tierName: string;
}

/** A tier that a subscriber pays for or was given, with all that they have to know of it. */
export interface HeldPlan extends PlanFacts {
  readonly id: string;
  readonly gptId: string;
  readonly gptName: string;
  readonly tierId: string;
  readonly tierName: string;
  /** Of what was given. */
  readonly compTierName: string | null;
  readonly stripeSubscriptionId: string | null;
  /** When it was begun at Stripe. */
  readonly boughtAt: Date | null;
  /** Null where it was given away, or sold at a price that is not known here. */
  readonly price: HeldPrice | null;
  /** Agreed on for the end of the period. */
  readonly next: HeldPrice | null;
  /** Whether what goes beyond the quota is billed with it. */
  readonly metered: boolean;
  /** Whether it was bought through the account by which the creator is paid now: only there can it be changed. */
  readonly reachable: boolean;
}

const priceAs = (alias: string): string => `
  (SELECT json_build_object('id', x.id, 'tierId', x.tier_id, 'amount', x.amount, 'currency', x.currency, 'interval', x."interval",
                            'stripePriceId', x.stripe_price_id, 'tierName', y.name)
     FROM tier_prices x JOIN tiers y ON y.workspace_id = x.workspace_id AND y.gpt_id = x.gpt_id AND y.id = x.tier_id
    WHERE x.workspace_id = p.workspace_id AND x.id = p.${alias})`;

/** What subscribers pay for, as it concerns themselves. */
export const planRepository = {
  /**
   * Everything that the person pays for or was given, GPT by GPT by name. Also of a GPT that may not act for them any more, or that is deleted: what they pay for
   * they must be able to cancel. The end of a period is none of theirs once it has passed: the next one is not known yet, or never will be.
   */
  listOf(tx: WorkspaceTransaction, subscriberId: string, now: Date): Promise<HeldPlan[]> {
    return tx.manager.query<HeldPlan[]>(
      `SELECT p.id, p.gpt_id AS "gptId", g.name AS "gptName", p.tier_id AS "tierId", t.name AS "tierName", p.status,
              p.served_until AS "servedUntil", CASE WHEN p.period_ends_at > $3 THEN p.period_ends_at END AS "periodEndsAt", p.trial_ends_at AS "trialEndsAt",
              p.past_due_since AS "pastDueSince", p.ends_at AS "endsAt", p.comp_tier_id AS "compTierId",
              p.comped_until AS "compedUntil", ct.name AS "compTierName", p.stripe_subscription_id IS NOT NULL AS "isBought",
              p.stripe_subscription_id AS "stripeSubscriptionId", p.stripe_created_at AS "boughtAt", ${priceAs('price_id')} AS price, ${priceAs('next_price_id')} AS next,
              p.overage_price_id IS NOT NULL AS metered,
              ${IS_REACHABLE} AS reachable
         FROM subscriptions p
         JOIN gpts g ON g.workspace_id = p.workspace_id AND g.id = p.gpt_id
         JOIN tiers t ON t.workspace_id = p.workspace_id AND t.gpt_id = p.gpt_id AND t.id = p.tier_id
         LEFT JOIN tiers ct ON ct.workspace_id = p.workspace_id AND ct.gpt_id = p.gpt_id AND ct.id = p.comp_tier_id
        WHERE p.workspace_id = $1 AND p.subscriber_id = $2 AND (p.stripe_subscription_id IS NOT NULL OR p.comp_tier_id IS NOT NULL)
        ORDER BY g.name, p.id`,
      [tx.workspaceId, subscriberId, now],
    );
  },

  /** GPTs of which something can be bought now. */
  async gptsThatSell(tx: WorkspaceTransaction): Promise<ReadonlySet<string>> {
    const rows = await tx.manager.query<{ gptId: string }[]>(
      `SELECT DISTINCT t.gpt_id AS "gptId" FROM tiers t
         JOIN tier_prices x ON x.workspace_id = t.workspace_id AND x.tier_id = t.id AND x.retired_at IS NULL AND x.stripe_price_id IS NOT NULL
         JOIN stripe_connections c ON c.workspace_id = x.workspace_id AND ${ACCOUNT_KEY} = x.stripe_account_id
                                  AND c.disconnected_at IS NULL
        WHERE t.workspace_id = $1 AND t.archived_at IS NULL AND t.price_amount IS NOT NULL`,
      [tx.workspaceId],
    );
    return new Set(rows.map(({ gptId }) => gptId));
  },
};
