import { StripeEvent, type StripeEventOutcome } from '../entities/stripe-event.entity';
import type { AnyTransaction, WorkspaceTransaction } from '../transaction';

/** A subscriber, as the log of events names them. */
export interface EventSubscriber {
  readonly objectId: string;
  readonly id: string;
  readonly email: string;
  readonly name: string | null;
}

/** Which events a reader wants: of one outcome, all but those that were ignored, or all. */
export type EventFilter = StripeEventOutcome | 'not_ignored' | null;

/** Events that Stripe told of. The row is written in the transaction of its effect, so that the effect is had once. */
export const stripeEventRepository = {
  find(tx: AnyTransaction, id: string): Promise<StripeEvent | null> {
    return tx.manager.findOneBy(StripeEvent, { id });
  },

  /** Events that concerned a workspace, the newest first. */
  list(
    tx: AnyTransaction,
    holderId: string,
    page: { after: Pick<StripeEvent, 'receivedAt' | 'id'> | null; outcome: EventFilter; limit: number },
  ): Promise<StripeEvent[]> {
    const query = tx.manager.createQueryBuilder(StripeEvent, 'e').where('e.holderId = :holderId', { holderId });
    if (page.outcome === 'not_ignored') query.andWhere("e.outcome <> 'ignored'");
    else if (page.outcome !== null) query.andWhere('e.outcome = :outcome', { outcome: page.outcome });
    // Moments are handed out in milliseconds, and kept in them.
    if (page.after !== null) query.andWhere('(e.receivedAt, e.id) < (:receivedAt, :id)', page.after);
    return query.orderBy('e.receivedAt', 'DESC').addOrderBy('e.id', 'DESC').take(page.limit).getMany();
  },

  /** Whose the subscriptions, invoices and customers are that events were about. Others, and those of people who were erased, are left out. */
  subscribersOf(tx: WorkspaceTransaction, objectIds: readonly string[]): Promise<EventSubscriber[]> {
    return tx.manager.query<EventSubscriber[]>(
      `SELECT o.object_id AS "objectId", s.id, s.email, s.name
         FROM (SELECT stripe_subscription_id AS object_id, subscriber_id FROM subscriptions
                WHERE workspace_id = $1 AND stripe_subscription_id = ANY($2)
               UNION SELECT stripe_invoice_id, subscriber_id FROM payments WHERE workspace_id = $1 AND stripe_invoice_id = ANY($2)
               UNION SELECT stripe_customer_id, subscriber_id FROM stripe_customers
                WHERE workspace_id = $1 AND stripe_customer_id = ANY($2)) o
         JOIN subscribers s ON s.workspace_id = $1 AND s.id = o.subscriber_id`,
      [tx.workspaceId, objectIds],
    );
  },

  /**
   * Claims the event for this transaction. Whoever comes second waits until the first commits.
   * @returns false when it has had its effect already; the caller then leaves everything as it is. One that failed may be tried again, and so may one that another
   * account's bore the id of.
   */
  async claim(tx: AnyTransaction, event: Omit<StripeEvent, 'attempts'>): Promise<boolean> {
    const rows = await tx.manager.query<unknown[]>(
      `INSERT INTO stripe_events AS e (id, stripe_account_id, holder_id, type, object_id, customer_id, livemode, created_at, received_at, outcome, detail)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
       ON CONFLICT (id) DO UPDATE
          SET stripe_account_id = EXCLUDED.stripe_account_id, holder_id = EXCLUDED.holder_id, type = EXCLUDED.type, object_id = EXCLUDED.object_id,
              customer_id = EXCLUDED.customer_id, livemode = EXCLUDED.livemode, created_at = EXCLUDED.created_at, outcome = EXCLUDED.outcome, detail = EXCLUDED.detail, attempts = e.attempts + 1
        WHERE e.outcome = 'failed' OR e.stripe_account_id IS DISTINCT FROM EXCLUDED.stripe_account_id
       RETURNING id`,
      [
        event.id,
        event.stripeAccountId,
        event.holderId,
        event.type,
        event.objectId,
        event.customerId,
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
  async replayed(tx: AnyTransaction, id: string, end: Pick<StripeEvent, 'outcome' | 'detail' | 'customerId'>): Promise<void> {
    await tx.manager.increment(StripeEvent, { id }, 'attempts', 1);
    await tx.manager.update(StripeEvent, { id }, end);
  },
};
