import { newId } from '../../ids/new-id';
import type { WorkspaceTransaction } from '../transaction';

/** Whether what is paid is real money: by the account at which it was bought. What none is named for is none. */
const LIVEMODE = `CASE WHEN c.amount IS NOT NULL THEN coalesce(right(coalesce(p.stripe_account_id, c.stripe_account_id), 5) = ':live', false) END`;

/** What was written down last, and what the place is now; a change is never older than the one before it, so that their order is that of the changes. */
const RECORD = `
  INSERT INTO subscription_changes (workspace_id, id, gpt_id, subscription_id, tier_id, status, amount, currency, "interval", livemode, changed_at)
  SELECT p.workspace_id, $3, p.gpt_id, p.id, p.tier_id, p.status, c.amount, c.currency, c."interval", ${LIVEMODE},
         GREATEST($4::timestamptz, l.changed_at + interval '1 millisecond')
    FROM subscriptions p
    LEFT JOIN tier_prices c ON c.workspace_id = p.workspace_id AND c.id = p.price_id AND p.stripe_subscription_id IS NOT NULL
    LEFT JOIN LATERAL (
      SELECT * FROM subscription_changes WHERE workspace_id = $1 AND subscription_id = $2 ORDER BY changed_at DESC LIMIT 1) l ON true
   WHERE p.workspace_id = $1 AND p.id = $2
     AND (l.id IS NULL OR (l.tier_id, l.status, l.amount, l.currency, l."interval", l.livemode)
                          IS DISTINCT FROM (p.tier_id, p.status, c.amount, c.currency, c."interval", ${LIVEMODE}))`;

/**
 * Writes down what a place is now, unless that is what was written down last. Call it in the transaction that changes a place (tier, status, price), after the
 * change; calling it once too often does no harm.
 * @param at when it changed
 */
export async function recordPlaceChange(tx: WorkspaceTransaction, subscriptionId: string, at: Date): Promise<void> {
  // One after the other, so that the last one is known.
  await tx.manager.query('SELECT 1 FROM subscriptions WHERE workspace_id = $1 AND id = $2 FOR NO KEY UPDATE', [
    tx.workspaceId,
    subscriptionId,
  ]);
  await tx.manager.query(RECORD, [tx.workspaceId, subscriptionId, newId('chg'), at]);
}

/** What places became, from which reports are made. */
export const subscriptionChangeRepository = {
  /** Ends the places of somebody who is about to be erased. */
  async endAllOf(tx: WorkspaceTransaction, subscriberId: string, at: Date): Promise<void> {
    await tx.manager.query(
      `INSERT INTO subscription_changes (workspace_id, id, gpt_id, subscription_id, tier_id, status, changed_at)
       SELECT workspace_id, 'chg_' || replace(gen_random_uuid()::text, '-', ''), gpt_id, id, tier_id, 'erased', $3
         FROM subscriptions WHERE workspace_id = $1 AND subscriber_id = $2`,
      [tx.workspaceId, subscriberId, at],
    );
  },
};
