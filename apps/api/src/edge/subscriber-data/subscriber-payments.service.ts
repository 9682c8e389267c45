import { AppError, type Clock } from '@gatehouse/core';
import {
  Database,
  endPayments,
  faultForLog,
  isAccountRefusal,
  isEndingGivenUp,
  isStripeAway,
  isStripeRefusal,
  type Logger,
  type PlaceSync,
  type StripeAccounts,
  type StripeConnectionRow,
  stripeConnectionRepository,
  stripeCustomerRepository,
  stripeFault,
  subscriptionRepository,
  type WorkspaceTransaction,
} from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, LOGGER, PLACE_SYNC, STRIPE } from '../tokens';

const NOT_ENDED =
  'Stripe does not let this service end what they pay. Settings, Payments says what to mend; a day after it was refused first, they can be erased without it.';

/** What a person has at one account. */
export interface AtAccount {
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
    @Inject(PLACE_SYNC) private readonly places: PlaceSync | null,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Nobody goes on paying for what nobody knows of any more. May be repeated. @throws AppError `temporarily_unavailable` when Stripe does not end it */
  async endAll(workspaceId: string, subscriberId: string): Promise<void> {
    const { stripe } = this;
    if (stripe === null) return;
    const found = await this.database.inWorkspace(workspaceId, (tx) => this.findAll(tx, subscriberId));
    for (const { connection, ...paying } of found) {
      const isFormer = connection.disconnectedAt !== null;
      // A key was forgotten when its connection ended: that account is closed to us.
      if (isFormer && connection.kind === 'restricted_key') {
        this.leave(connection, 'its key was forgotten');
        continue;
      }
      try {
        await endPayments(stripe.of(connection), { workspaceId, ...paying });
      } catch (cause) {
        // The connected account may be closed to us as well: its key is dead, and the creator has left it so for longer than it is borne with.
        const isDead = isAccountRefusal(cause) && isEndingGivenUp(connection, this.clock.now());
        const isClosed = isDead || (isFormer && isStripeRefusal(cause) && !isStripeAway(cause));
        if (!isClosed) throw await this.notEnded(workspaceId, cause);
        this.leave(connection, stripeFault(cause));
      }
    }
  }

  /** What keeps somebody from being erased for now. Where it is the account its creator is told, and from then on a day counts. */
  private async notEnded(workspaceId: string, cause: unknown): Promise<AppError> {
    if (!isAccountRefusal(cause)) return new AppError('temporarily_unavailable', { retryAfterSeconds: 5, cause });
    await this.places?.refusals.endingRefused(workspaceId);
    return new AppError('temporarily_unavailable', { detail: NOT_ENDED, retryAfterSeconds: 3_600, cause });
  }

  /**
   * Once more, after they were erased: what was paid in between, in a Checkout of another tab, is ended and given back.
   * @throws nothing: what Stripe does not end now the periodic sync does (`PlaceSync`)
   */
  async endLate(workspaceId: string, found: readonly AtAccount[]): Promise<void> {
    const { stripe, places } = this;
    if (stripe === null || places === null) return;
    for (const { connection, customerId } of found) {
      if (connection.kind === 'restricted_key' && connection.disconnectedAt !== null) continue;
      try {
        const access = stripe.of(connection);
        const paying = { workspaceId, customerId, subscriptionIds: [] };
        await endPayments(access, paying, (id) => places.readServed(workspaceId, access, id));
      } catch (error) {
        this.leave(connection, faultForLog(error));
      }
    }
  }

  /** At which accounts they are known. */
  async findAll(tx: WorkspaceTransaction, subscriberId: string): Promise<AtAccount[]> {
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
  }

  /** Only the creator can end it there, who took the account away. */
  private leave({ workspaceId, stripeAccountId }: StripeConnectionRow, error: string): void {
    this.logger.warn({ workspace: workspaceId, account: stripeAccountId, error }, 'what an erased person paid was not ended');
  }
}
