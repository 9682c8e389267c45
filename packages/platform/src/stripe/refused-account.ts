import type { Clock } from '@gatehouse/core';
import { accountKey } from '../database/account-key';
import type { Database } from '../database/database';
import type { StripeConnection } from '../database/entities/stripe-connection.entity';
import { stripeConnectionRepository } from '../database/repositories/stripe-connection.repository';
import { subscriptionRepository } from '../database/repositories/subscription.repository';
import { workspaceRepository } from '../database/repositories/workspace.repository';
import type { MeterFence } from '../redis/meter-fence';
import { mayEndPayments } from './key-permissions';
import { isAccountRefusal } from './look-up-account';
import type { StripeAccess } from './stripe-accounts';

/** A permission that is mended, or a key that is exchanged, within a day costs nobody anything. */
const PATIENCE_MS = 86_400_000;

const isBorneOut = (since: Date | null, now: Date): boolean => since !== null && now.getTime() - since.getTime() >= PATIENCE_MS;

/** Whether an account has refused us for so long that it counts as taken away. */
export const isGivenUp = ({ refusedSince }: Pick<StripeConnection, 'refusedSince'>, now: Date): boolean =>
  isBorneOut(refusedSince, now);

/** Whether nothing that people pay there can be ended by us, for so long that nobody is kept waiting for it any more. */
export const isEndingGivenUp = (
  { refusedSince, endingRefusedSince }: Pick<StripeConnection, 'refusedSince' | 'endingRefusedSince'>,
  now: Date,
): boolean => isBorneOut(refusedSince, now) || isBorneOut(endingRefusedSince, now);

/** Bears with accounts that refuse us for a day; from then on their people are served what they paid for, and the grace, as after a disconnection. */
export class RefusedAccounts {
  constructor(
    private readonly database: Database,
    private readonly fence: MeterFence,
    private readonly clock: Clock,
  ) {}

  /**
   * It answered: the places themselves are healed by what was read. Where it would not let us end what people pay, it is asked whether it does now.
   * @throws when Stripe does not answer
   */
  async answered(workspaceId: string, access: StripeAccess | null): Promise<void> {
    const connection = await this.database.inWorkspace(workspaceId, async (tx) => {
      const found = await stripeConnectionRepository.find(tx);
      if (found !== null && found.refusedSince !== null) await stripeConnectionRepository.setRefusedSince(tx, found.id, null);
      return found;
    });
    if (connection === null || connection.endingRefusedSince === null || access === null) return;
    if (accountKey(connection) !== access.accountId || !(await mayEndPayments(access))) return;
    await this.database.inWorkspace(workspaceId, (tx) =>
      stripeConnectionRepository.setEndingRefusedSince(tx, connection.id, null),
    );
  }

  /** It did not let us end what somebody pays: noted since when, so that the creator can mend it, and nobody has to wait for longer than a day. */
  async endingRefused(workspaceId: string): Promise<void> {
    await this.database.inWorkspace(workspaceId, async (tx) => {
      const connection = await stripeConnectionRepository.findForUpdate(tx);
      if (connection === null || connection.endingRefusedSince !== null) return;
      await stripeConnectionRepository.setEndingRefusedSince(tx, connection.id, this.clock.now());
    });
  }

  /**
   * The same of what failed while something was to be ended, if it is the ending that it would not let us: a reading that is missing on the way says nothing of that.
   * @throws when Stripe does not answer
   */
  async endingFailed(workspaceId: string, access: StripeAccess, error: unknown): Promise<void> {
    if (isAccountRefusal(error) && !(await mayEndPayments(access))) await this.endingRefused(workspaceId);
  }

  async refused(workspaceId: string): Promise<void> {
    await this.fence.around((mark) =>
      this.database.inWorkspace(workspaceId, async (tx) => {
        const connection = await stripeConnectionRepository.findForUpdate(tx);
        if (connection === null) return;
        const now = this.clock.now();
        if (connection.refusedSince === null) return stripeConnectionRepository.setRefusedSince(tx, connection.id, now);
        if (!isGivenUp(connection, now)) return;
        const grace = (await workspaceRepository.find(tx, workspaceId))?.pastDueGraceDays ?? 0;
        const gpts = await subscriptionRepository.servePaidPeriodsOnly(tx, accountKey(connection), grace);
        for (const gpt of gpts) await mark.gpt(gpt);
      }),
    );
  }
}
