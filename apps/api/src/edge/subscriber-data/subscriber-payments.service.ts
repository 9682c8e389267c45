import { AppError } from '@gatehouse/core';
import {
  Database,
  endPayments,
  isStripeAway,
  isStripeRefusal,
  type Logger,
  type StripeAccounts,
  type StripeConnectionRow,
  stripeConnectionRepository,
  stripeCustomerRepository,
  stripeFault,
  subscriptionRepository,
} from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import { LOGGER, STRIPE } from '../tokens';

/** What a person has at one account. */
interface AtAccount {
  readonly connection: StripeConnectionRow;
  readonly customerId: string | null;
  readonly subscriptionIds: readonly string[];
}

/** What a person pays at Stripe, at whichever account the creator was paid through. */
@Injectable()
export class SubscriberPayments {
  constructor(
    private readonly database: Database,
    @Inject(STRIPE) private readonly stripe: StripeAccounts | null,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Nobody goes on paying for what nobody knows of any more. May be repeated. @throws AppError `temporarily_unavailable` when Stripe does not end it */
  async endAll(workspaceId: string, subscriberId: string): Promise<void> {
    const { stripe } = this;
    if (stripe === null) return;
    for (const { connection, ...paying } of await this.findAll(workspaceId, subscriberId)) {
      const isFormer = connection.disconnectedAt !== null;
      // A key was forgotten when its connection ended: that account is closed to us.
      if (isFormer && connection.kind === 'restricted_key') {
        this.leave(connection, 'its key was forgotten');
        continue;
      }
      try {
        await endPayments(stripe.of(connection), { workspaceId, ...paying });
      } catch (cause) {
        const isClosed = isFormer && isStripeRefusal(cause) && !isStripeAway(cause);
        if (!isClosed) throw new AppError('temporarily_unavailable', { retryAfterSeconds: 5, cause });
        this.leave(connection, stripeFault(cause));
      }
    }
  }

  private findAll(workspaceId: string, subscriberId: string): Promise<AtAccount[]> {
    return this.database.inWorkspace(workspaceId, async (tx) => {
      const customers = await stripeCustomerRepository.listOf(tx, subscriberId);
      const running = await subscriptionRepository.listRunningAtStripe(tx, subscriberId);
      const found: AtAccount[] = [];
      for (const accountId of new Set([...customers, ...running].map((one) => one.accountId))) {
        const connection = await stripeConnectionRepository.findLatestOf(tx, accountId);
        if (connection === null) continue;
        const customerId = customers.find((one) => one.accountId === accountId)?.id ?? null;
        const subscriptionIds = running.filter((one) => one.accountId === accountId).map(({ id }) => id);
        found.push({ connection, customerId, subscriptionIds });
      }
      return found;
    });
  }

  /** Only the creator can end it there, who took the account away. */
  private leave({ workspaceId, stripeAccountId }: StripeConnectionRow, error: string): void {
    this.logger.warn({ workspace: workspaceId, account: stripeAccountId, error }, 'what an erased person paid was not ended');
  }
}
