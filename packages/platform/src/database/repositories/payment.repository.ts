import { Payment } from '../entities/payment.entity';
import type { WorkspaceTransaction } from '../transaction';

/** Money that a creator got: one row an invoice. */
export const paymentRepository = {
  findByInvoice(tx: WorkspaceTransaction, stripeInvoiceId: string): Promise<Payment | null> {
    return tx.manager.findOneBy(Payment, { workspaceId: tx.workspaceId, stripeInvoiceId });
  },

  /** Money that came through an account since a moment, and older whose dispute is still open. */
  listUnsettled(tx: WorkspaceTransaction, stripeAccountId: string, since: Date): Promise<Payment[]> {
    return tx.manager
      .createQueryBuilder(Payment, 'p')
      .where('p.workspaceId = :workspaceId AND p.stripeAccountId = :stripeAccountId')
      .andWhere(`(p.paidAt >= :since OR (p.disputed AND NOT p.givenBack @> '[{"kind":"dispute"}]'))`)
      .setParameters({ workspaceId: tx.workspaceId, stripeAccountId, since })
      .orderBy('p.paidAt')
      .addOrderBy('p.id')
      .getMany();
  },

  /** Writes what was read at Stripe, unless a later reading is there. What the payment was for stays as it was first written. */
  async put(tx: WorkspaceTransaction, payment: Omit<Payment, 'workspaceId'>): Promise<void> {
    await tx.manager.query(
      `INSERT INTO payments AS p (workspace_id, id, gpt_id, tier_id, subscriber_id, stripe_account_id, stripe_subscription_id, stripe_invoice_id,
                                  amount, refunded, disputed, currency, "interval", paid_at, period_starts_at, period_ends_at, stripe_reading, given_back)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
       ON CONFLICT (workspace_id, stripe_invoice_id) DO UPDATE
          SET amount = EXCLUDED.amount, refunded = EXCLUDED.refunded, disputed = EXCLUDED.disputed, given_back = EXCLUDED.given_back, paid_at = EXCLUDED.paid_at,
              stripe_reading = EXCLUDED.stripe_reading
        WHERE p.stripe_reading < EXCLUDED.stripe_reading`,
      [
        tx.workspaceId,
        payment.id,
        payment.gptId,
        payment.tierId,
        payment.subscriberId,
        payment.stripeAccountId,
        payment.stripeSubscriptionId,
        payment.stripeInvoiceId,
        payment.amount,
        payment.refunded,
        payment.disputed,
        payment.currency,
        payment.interval,
        payment.paidAt,
        payment.periodStartsAt,
        payment.periodEndsAt,
        payment.stripeReading,
        JSON.stringify(payment.givenBack),
      ],
    );
  },
};
