import type { MoneyMove, PlaceChange } from '@gatehouse/core';
import { IsNull } from 'typeorm';
import { ACCOUNT_KEY } from '../account-key';
import { BillingDifference } from '../entities/billing-difference.entity';
import type { WorkspaceTransaction } from '../transaction';

/** So many take a few milliseconds of a process that answers calls as well. */
const CHANGES_AT_ONCE = 250;

const CHANGES = `
  WITH changes AS (
    SELECT id, subscription_id, tier_id, status, amount, currency, "interval", changed_at FROM subscription_changes
     WHERE workspace_id = $1 AND changed_at < $2 AND (livemode IS NULL OR livemode IS NOT DISTINCT FROM coalesce($4::boolean, livemode))
    UNION ALL
    SELECT 'end', id, tier_id, 'canceled', NULL, NULL, NULL,
           GREATEST(served_until, (SELECT max(c.changed_at) + interval '1 millisecond' FROM subscription_changes c
                                    WHERE c.workspace_id = $1 AND c.subscription_id = p.id))
      FROM subscriptions p
     WHERE workspace_id = $1 AND stripe_subscription_id IS NOT NULL AND status IN ('active', 'past_due', 'trialing') AND served_until < $3
       AND NOT EXISTS (SELECT FROM stripe_connections c
                        WHERE c.workspace_id = $1 AND c.disconnected_at IS NULL AND ${ACCOUNT_KEY} = p.stripe_account_id))
  SELECT id, subscription_id AS "placeId", tier_id AS "tierId", status, amount, currency, "interval", changed_at AS "changedAt"
    FROM changes WHERE changed_at < $2 ORDER BY subscription_id, changed_at, id`;

/** What reports about money are made from: our own records alone. */
export const billingReportRepository = {
  /** Whether the account that is connected, or was last, takes real money; null when there never was one. */
  async livemode(tx: WorkspaceTransaction): Promise<boolean | null> {
    const [row] = await tx.manager.query<{ livemode: boolean }[]>(
      'SELECT livemode FROM stripe_connections WHERE workspace_id = $1 ORDER BY disconnected_at DESC NULLS FIRST LIMIT 1',
      [tx.workspaceId],
    );
    return row?.livemode ?? null;
  },

  /**
   * What places became until a moment, from their beginning on, place by place and some at a time: all of a large workspace's would hold up whoever else is answered. One whose
   * time is over ended with it where it was bought at an account that is not connected any more: nobody is there who would tell.
   * @param livemode of which money, real or a test's; null is of any
   * @returns some places after the others, each with all of its changes
   */
  async *placesUntil(
    tx: WorkspaceTransaction,
    { to, now, livemode }: { to: Date; now: Date; livemode: boolean | null },
    atOnce = CHANGES_AT_ONCE,
  ): AsyncGenerator<PlaceChange[][]> {
    await tx.manager.query(`DECLARE place_changes NO SCROLL CURSOR FOR ${CHANGES}`, [tx.workspaceId, to, now, livemode]);
    let last: PlaceChange[] = [];
    for (let isMore = true; isMore;) {
      const page = await tx.manager.query<PlaceChange[]>(`FETCH ${atOnce} FROM place_changes`);
      isMore = page.length === atOnce;
      const places = [...Map.groupBy([...last, ...page], ({ placeId }) => placeId).values()];
      // More of the last one may come.
      last = isMore ? (places.pop() ?? []) : [];
      yield places;
    }
    await tx.manager.query('CLOSE place_changes');
  },

  /** Money that came or went back within whole months, summed for each month, tier and currency. @param livemode as above */
  async moneyMoves(
    tx: WorkspaceTransaction,
    { from, to, livemode }: { from: Date; to: Date; livemode: boolean | null },
  ): Promise<MoneyMove[]> {
    const rows = await tx.manager.query<(Omit<MoneyMove, 'amount'> & { amount: string })[]>(
      `WITH paid AS (
         SELECT * FROM payments WHERE workspace_id = $1 AND ($4::boolean IS NULL OR (right(stripe_account_id, 5) = ':live') = $4)),
       moves AS (
         SELECT 'payment' AS kind, tier_id, amount, currency, paid_at AS at FROM paid WHERE paid_at >= $2 AND paid_at < $3
         UNION ALL
         SELECT 'given_back', p.tier_id, b.amount, p.currency, b.at
           FROM paid p CROSS JOIN LATERAL jsonb_to_recordset(p.given_back) AS b (amount integer, at timestamptz)
          WHERE p.given_back <> '[]'::jsonb AND b.at >= $2 AND b.at < $3)
       SELECT kind, tier_id AS "tierId", currency, date_trunc('month', at, 'UTC') AS at, sum(amount) AS amount, count(*)::integer AS count
         FROM moves GROUP BY 1, 2, 3, 4`,
      [tx.workspaceId, from, to, livemode],
    );
    return rows.map(({ amount, ...move }) => ({ ...move, amount: Number(amount) }));
  },

  /** What tiers are called, with their GPTs; also those that are put away. */
  async tierNames(tx: WorkspaceTransaction): Promise<Map<string, { tier: string; gptId: string; gpt: string }>> {
    const rows = await tx.manager.query<{ id: string; tier: string; gptId: string; gpt: string }[]>(
      `SELECT t.id, t.name AS tier, g.id AS "gptId", g.name AS gpt FROM tiers t
         JOIN gpts g ON g.workspace_id = t.workspace_id AND g.id = t.gpt_id WHERE t.workspace_id = $1`,
      [tx.workspaceId],
    );
    return new Map(rows.map(({ id, ...names }) => [id, names]));
  },

  /** What our books and Stripe's do not agree on now, the oldest first; as many as somebody reads. */
  openDifferences(tx: WorkspaceTransaction): Promise<BillingDifference[]> {
    const where = { workspaceId: tx.workspaceId, settledAt: IsNull() };
    return tx.manager.find(BillingDifference, { where, order: { foundAt: 'ASC', id: 'ASC' }, take: 50 });
  },

  /** What all differences that are open are about, at Stripe. */
  async openObjectIds(tx: WorkspaceTransaction): Promise<string[]> {
    const rows = await tx.manager.query<{ id: string }[]>(
      'SELECT DISTINCT object_id AS id FROM billing_differences WHERE workspace_id = $1 AND settled_at IS NULL',
      [tx.workspaceId],
    );
    return rows.map(({ id }) => id);
  },

  /** Notes a difference, once as long as it lasts. @returns whether it is new */
  async noteDifference(
    tx: WorkspaceTransaction,
    difference: Omit<BillingDifference, 'workspaceId' | 'settledAt'>,
  ): Promise<boolean> {
    const { id, kind, objectId, expected, found, currency, foundAt, seenAt } = difference;
    const [row] = await tx.manager.query<{ isNew: boolean }[]>(
      `INSERT INTO billing_differences (workspace_id, id, kind, object_id, expected, found, currency, found_at, seen_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
       ON CONFLICT (workspace_id, kind, object_id) WHERE settled_at IS NULL
       DO UPDATE SET expected = EXCLUDED.expected, found = EXCLUDED.found, seen_at = EXCLUDED.seen_at
       RETURNING id = $2 AS "isNew"`,
      [tx.workspaceId, id, kind, objectId, expected, found, currency, foundAt, seenAt],
    );
    return row?.isNew ?? false;
  },

  /** Settles what was looked for and not seen in this look. @param since when the look began */
  async settleUnseen(tx: WorkspaceTransaction, objectIds: readonly string[], since: Date): Promise<void> {
    await tx.manager.query(
      `UPDATE billing_differences SET settled_at = $3
        WHERE workspace_id = $1 AND settled_at IS NULL AND object_id = ANY ($2) AND seen_at < $3`,
      [tx.workspaceId, [...objectIds], since],
    );
  },
};
