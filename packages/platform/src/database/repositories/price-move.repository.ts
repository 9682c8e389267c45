import { PriceMove, type PriceMoveState } from '../entities/price-move.entity';
import type { WorkspaceTransaction } from '../transaction';

/** A move that is to be made at Stripe. */
export interface WaitingMove {
  readonly subscriptionId: string;
  readonly priceId: string;
  readonly stripeSubscriptionId: string | null;
  readonly stripeAccountId: string | null;
  /** Ids at Stripe of all that the tier cost before by the same interval, in the same currency: what is paid there may be another than was known when it was asked. */
  readonly olderStripePriceIds: readonly string[];
  /** Null until it was brought there. */
  readonly toStripePriceId: string | null;
  readonly toStripeAccountId: string | null;
  /** The new price was retired in its turn. */
  readonly isRetired: boolean;
  readonly gptId: string;
  readonly tierId: string;
  readonly askedAt: Date;
}

/** How far the moves to a tier's prices are. */
export interface MoveProgress {
  /** People who pay a price that nobody new pays, and of whom nothing else was asked. */
  readonly onOlderPrices: number;
  readonly counts: Readonly<Record<PriceMoveState, number>>;
  readonly failures: readonly { readonly subscriberId: string; readonly email: string; readonly reason: string | null }[];
}

const FAILURES_SHOWN = 100;
const LIVE = `s.stripe_subscription_id IS NOT NULL AND s.status IN ('active', 'trialing', 'past_due', 'unpaid', 'paused')`;

/** Who is to pay another price, and how far that is. */
export const priceMoveRepository = {
  /**
   * Asks for everybody who pays an older price of the tier to move to the one that is sold by the same interval now, in the same currency: Stripe lets no
   * subscription change that. Who failed or was left before is tried anew.
   * @returns how many
   */
  async askForAll(tx: WorkspaceTransaction, tierId: string, now: Date): Promise<number> {
    const rows = await tx.manager.query<unknown[]>(
      `INSERT INTO price_moves AS m (workspace_id, subscription_id, price_id, from_price_id, state, asked_at)
       SELECT s.workspace_id, s.id, fresh.id, old.id, 'waiting', $3
         FROM subscriptions s
         JOIN tier_prices old ON old.workspace_id = s.workspace_id AND old.id = s.price_id AND old.tier_id = $2 AND old.retired_at IS NOT NULL
         JOIN tier_prices fresh ON fresh.workspace_id = s.workspace_id AND fresh.tier_id = $2 AND fresh.retired_at IS NULL
              AND fresh."interval" = old."interval" AND fresh.currency = old.currency
        WHERE s.workspace_id = $1 AND s.tier_id = $2 AND ${LIVE}
       ON CONFLICT (workspace_id, subscription_id, price_id) DO UPDATE
          SET state = 'waiting', reason = NULL, asked_at = EXCLUDED.asked_at, settled_at = NULL, from_price_id = EXCLUDED.from_price_id
        WHERE m.state <> 'waiting'
       RETURNING 1`,
      [tx.workspaceId, tierId, now],
    );
    return rows.length;
  },

  listWaiting(tx: WorkspaceTransaction, limit: number): Promise<WaitingMove[]> {
    return tx.manager.query<WaitingMove[]>(
      `SELECT m.subscription_id AS "subscriptionId", m.price_id AS "priceId", s.stripe_subscription_id AS "stripeSubscriptionId",
              s.stripe_account_id AS "stripeAccountId", ARRAY(
                SELECT old.stripe_price_id FROM tier_prices old
                 WHERE old.workspace_id = fresh.workspace_id AND old.tier_id = fresh.tier_id AND old."interval" = fresh."interval"
                   AND old.currency = fresh.currency AND old.retired_at IS NOT NULL AND old.stripe_price_id IS NOT NULL) AS "olderStripePriceIds",
              fresh.stripe_price_id AS "toStripePriceId",
              fresh.stripe_account_id AS "toStripeAccountId", fresh.retired_at IS NOT NULL AS "isRetired",
              fresh.gpt_id AS "gptId", fresh.tier_id AS "tierId", m.asked_at AS "askedAt"
         FROM price_moves m
         JOIN subscriptions s ON s.workspace_id = m.workspace_id AND s.id = m.subscription_id
         JOIN tier_prices fresh ON fresh.workspace_id = m.workspace_id AND fresh.id = m.price_id
        WHERE m.workspace_id = $1 AND m.state = 'waiting' ORDER BY m.asked_at, m.subscription_id LIMIT $2`,
      [tx.workspaceId, limit],
    );
  },

  async settle(
    tx: WorkspaceTransaction,
    { subscriptionId, priceId }: Pick<PriceMove, 'subscriptionId' | 'priceId'>,
    end: Pick<PriceMove, 'state' | 'reason' | 'settledAt'>,
  ): Promise<void> {
    await tx.manager.update(PriceMove, { workspaceId: tx.workspaceId, subscriptionId, priceId }, end);
  },

  async progress(tx: WorkspaceTransaction, tierId: string): Promise<MoveProgress> {
    const of = [tx.workspaceId, tierId];
    const [older] = await tx.manager.query<{ count: number }[]>(
      `SELECT count(*)::int AS count FROM subscriptions s
         JOIN tier_prices old ON old.workspace_id = s.workspace_id AND old.id = s.price_id AND old.retired_at IS NOT NULL
        WHERE s.workspace_id = $1 AND s.tier_id = $2 AND ${LIVE}
          AND NOT EXISTS (SELECT 1 FROM price_moves m WHERE m.workspace_id = s.workspace_id AND m.subscription_id = s.id AND m.state = 'waiting')`,
      of,
    );
    const states = await tx.manager.query<{ state: PriceMoveState; count: number }[]>(
      `SELECT m.state, count(*)::int AS count FROM price_moves m ${TO_LIVE_PRICE} GROUP BY m.state`,
      of,
    );
    const failures = await tx.manager.query<MoveProgress['failures']>(
      `SELECT p.id AS "subscriberId", p.email, m.reason FROM price_moves m ${TO_LIVE_PRICE}
          AND m.state = 'failed' ORDER BY p.email, p.id LIMIT ${FAILURES_SHOWN}`,
      of,
    );
    const counts = { waiting: 0, moved: 0, left: 0, failed: 0 };
    for (const { state, count } of states) counts[state] = count;
    return { onOlderPrices: older?.count ?? 0, counts, failures };
  },
};

const TO_LIVE_PRICE = `
  JOIN tier_prices fresh ON fresh.workspace_id = m.workspace_id AND fresh.id = m.price_id AND fresh.retired_at IS NULL
  JOIN subscriptions s ON s.workspace_id = m.workspace_id AND s.id = m.subscription_id
  JOIN subscribers p ON p.workspace_id = s.workspace_id AND p.id = s.subscriber_id
 WHERE m.workspace_id = $1 AND fresh.tier_id = $2`;
