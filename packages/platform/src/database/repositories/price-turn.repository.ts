import type { WorkspaceTransaction } from '../transaction';

/** Longer than a few calls to Stripe take with their repetitions (`StripeAccounts`): the turn must not end before what is done in it. */
const LONGEST_TURN_MS = 300_000;
const LOCK_NOT_AVAILABLE = '55P03';

/**
 * Whose turn it is to change the price of a subscription at Stripe, which refuses no change that was decided on what was read before another one. A turn lasts as
 * long as its transaction, during which Stripe is asked. Owners do not wait for each other: what they confirm carries what they were shown.
 */
export const priceTurnRepository = {
  /** The turn of who moves people to another price. @returns false while somebody changes their plan */
  async takeForMove(tx: WorkspaceTransaction, stripeSubscriptionId: string): Promise<boolean> {
    await lengthen(tx);
    const [row] = await tx.manager.query<{ taken: boolean }[]>(
      `SELECT pg_try_advisory_xact_lock(hashtextextended('price of ' || $1 || ' ' || $2, 0)) AS taken`,
      [tx.workspaceId, stripeSubscriptionId],
    );
    return row?.taken ?? false;
  },

  /** The turn of the subscription's owner, who waits while they are being moved. @returns false when that takes longer than a lock is waited for */
  async takeForOwner(tx: WorkspaceTransaction, stripeSubscriptionId: string): Promise<boolean> {
    await lengthen(tx);
    try {
      await tx.manager.query(`SELECT pg_advisory_xact_lock_shared(hashtextextended('price of ' || $1 || ' ' || $2, 0))`, [
        ...[tx.workspaceId, stripeSubscriptionId],
      ]);
      return true;
    } catch (error) {
      if ((error as { code?: unknown }).code === LOCK_NOT_AVAILABLE) return false;
      throw error;
    }
  },
};

/** A transaction that waits for Stripe is idle to Postgres. */
async function lengthen(tx: WorkspaceTransaction): Promise<void> {
  await tx.manager.query(`SELECT set_config('idle_in_transaction_session_timeout', $1, true)`, [String(LONGEST_TURN_MS)]);
}
