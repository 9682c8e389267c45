import { StripeEvent, type StripeEventOutcome } from '../entities/stripe-event.entity';
import type { AnyTransaction } from '../transaction';

/** Events that Stripe told of. The row is written in the transaction of its effect, so that the effect is had once. */
export const stripeEventRepository = {
  find(tx: AnyTransaction, id: string): Promise<StripeEvent | null> {
    return tx.manager.findOneBy(StripeEvent, { id });
  },

  /** Events that concerned a workspace, the newest first. */
  list(
    tx: AnyTransaction,
    holderId: string,
    page: { after: Pick<StripeEvent, 'receivedAt' | 'id'> | null; outcome: StripeEventOutcome | null; limit: number },
  ): Promise<StripeEvent[]> {
    const query = tx.manager.createQueryBuilder(StripeEvent, 'e').where('e.holderId = :holderId', { holderId });
    if (page.outcome !== null) query.andWhere('e.outcome = :outcome', { outcome: page.outcome });
    // Moments are handed out in milliseconds, and kept in them.
    if (page.after !== null) query.andWhere('(e.receivedAt, e.id) < (:receivedAt, :id)', page.after);
    return query.orderBy('e.receivedAt', 'DESC').addOrderBy('e.id', 'DESC').take(page.limit).getMany();
  },

  /**
   * Claims the event for this transaction. Whoever comes second waits until the first commits.
   * @returns false when it has had its effect already; the caller then leaves everything as it is. One that failed may be tried again, and so may one that another
   * account's bore the id of.
   */
  async claim(tx: AnyTransaction, event: Omit<StripeEvent, 'attempts'>): Promise<boolean> {
    const rows = await tx.manager.query<unknown[]>(
      `INSERT INTO stripe_events AS e (id, stripe_account_id, holder_id, type, object_id, livemode, created_at, received_at, outcome, detail)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
       ON CONFLICT (id) DO UPDATE
          SET stripe_account_id = EXCLUDED.stripe_account_id, holder_id = EXCLUDED.holder_id, type = EXCLUDED.type, object_id = EXCLUDED.object_id,
              livemode = EXCLUDED.livemode, created_at = EXCLUDED.created_at, outcome = EXCLUDED.outcome, detail = EXCLUDED.detail, attempts = e.attempts + 1
        WHERE e.outcome = 'failed' OR e.stripe_account_id IS DISTINCT FROM EXCLUDED.stripe_account_id
       RETURNING id`,
      [
        event.id,
        event.stripeAccountId,
        event.holderId,
        event.type,
        event.objectId,
        event.livemode,
        event.createdAt,
        event.receivedAt,
        event.outcome,
        event.detail,
      ],
    );
    return rows.length === 1;
  },

  /** Says what became of an event that has been claimed. */
  async conclude(tx: AnyTransaction, id: string, end: Pick<StripeEvent, 'outcome' | 'detail'>): Promise<void> {
    await tx.manager.update(StripeEvent, { id }, end);
  },

  /** For a replay: counts the attempt and says what came of it. */
  async replayed(tx: AnyTransaction, id: string, end: Pick<StripeEvent, 'outcome' | 'detail'>): Promise<void> {
    await tx.manager.increment(StripeEvent, { id }, 'attempts', 1);
    await tx.manager.update(StripeEvent, { id }, end);
  },
};
