import type { Clock } from '@gatehouse/core';
import { accountKey } from '../database/account-key';
import type { Database } from '../database/database';
import type { StripeConnection } from '../database/entities/stripe-connection.entity';
import { stripeConnectionRepository } from '../database/repositories/stripe-connection.repository';
import { subscriptionRepository } from '../database/repositories/subscription.repository';
import { workspaceRepository } from '../database/repositories/workspace.repository';
import type { MeterFence } from '../redis/meter-fence';

/** A permission that is mended, or a key that is exchanged, within a day costs nobody anything. */
const PATIENCE_MS = 86_400_000;

/** Whether an account has refused us for so long that it counts as taken away. */
export const isGivenUp = ({ refusedSince }: Pick<StripeConnection, 'refusedSince'>, now: Date): boolean =>
  refusedSince !== null && now.getTime() - refusedSince.getTime() >= PATIENCE_MS;

/** Bears with accounts that refuse us for a day; from then on their people are served what they paid for, and the grace, as after a disconnection. */
export class RefusedAccounts {
  constructor(
    private readonly database: Database,
    private readonly fence: MeterFence,
    private readonly clock: Clock,
  ) {}

  /** It answered: the places themselves are healed by what was read. */
  async answered(workspaceId: string): Promise<void> {
    await this.database.inWorkspace(workspaceId, async (tx) => {
      const connection = await stripeConnectionRepository.find(tx);
      if (connection !== null && connection.refusedSince !== null)
        await stripeConnectionRepository.setRefusedSince(tx, connection.id, null);
    });
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
