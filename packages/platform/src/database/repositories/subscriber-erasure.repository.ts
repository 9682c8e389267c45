import { ErasedSubscriber } from '../entities/erased-subscriber.entity';
import { Subscriber } from '../entities/subscriber.entity';
import type { WorkspaceTransaction } from '../transaction';
import { subscriptionChangeRepository } from './subscription-change.repository';
import { usageRepository } from './usage.repository';

/**
 * What others may be changing about the person at this moment, in the order in which most come to it: consent finishes its interaction and then
 * writes the grant, a token request takes its refresh token and then looks at code and grant. Whoever came first finishes; whoever comes later
 * finds nothing.
 */
const HELD_IN_ORDER = ['interactions', 'refresh_tokens', 'authorization_codes', 'grants'];

/**
 * Ending a grant comes to it in another order, and the two could wait for each other. Shorter than the second after which Postgres looks for such and
 * ends one of them: it is always the erasure that gives way, and begins anew.
 */
const PATIENCE = '400ms';

/** What names the address and hangs from something else: codes on their way to it, and the creator's invitations. */
const NAMING_THE_ADDRESS = ['sign_in_codes', 'access_invitations'];

/** Whether an erasure ended because others were busy with the person (PostgreSQL: lock_not_available, deadlock_detected). */
export function gaveWay(error: unknown): boolean {
  const code = error instanceof Error ? (error as { code?: unknown }).code : undefined;
  return code === '55P03' || code === '40P01';
}

/** Taking a person out of a workspace for good (ADR 0019). */
export const subscriberErasureRepository = {
  /**
   * Locks the person and all that leads to them until the transaction ends.
   * @returns null when there is no such person
   * @throws what `gaveWay` tells, when others are busy with them: roll back and begin anew
   */
  async lock(tx: WorkspaceTransaction, id: string): Promise<Subscriber | null> {
    await tx.manager.query(`SET LOCAL lock_timeout = '${PATIENCE}'`);
    for (const table of HELD_IN_ORDER) {
      await tx.manager.query(`SELECT id FROM ${table} WHERE workspace_id = $1 AND subscriber_id = $2 ORDER BY id FOR UPDATE`, [
        tx.workspaceId,
        id,
      ]);
    }
    return tx.manager.findOne(Subscriber, {
      where: { workspaceId: tx.workspaceId, id },
      lock: { mode: 'pessimistic_write' },
    });
  },

  /**
   * Deletes the person and all that hangs from them: ways of signing in, sessions, grants with their tokens, subscriptions, agreements. Their calls
   * stay in the ledger as nobody's. Their row has to be locked.
   */
  async erase(tx: WorkspaceTransaction, { id, email }: Pick<Subscriber, 'id' | 'email'>, now: Date): Promise<void> {
    await usageRepository.lockErasedCaller(tx);
    await usageRepository.giveToErased(tx, id);
    for (const table of NAMING_THE_ADDRESS) {
      await tx.manager.query(`DELETE FROM ${table} WHERE workspace_id = $1 AND email = $2`, [tx.workspaceId, email]);
    }
    // What was paid stays in the creator's books, as their law asks; who paid does not.
    await tx.manager.query('UPDATE payments SET subscriber_id = NULL WHERE workspace_id = $1 AND subscriber_id = $2', [
      tx.workspaceId,
      id,
    ]);
    await subscriptionChangeRepository.endAllOf(tx, id, now);
    await tx.manager.delete(Subscriber, { workspaceId: tx.workspaceId, id });
    await tx.manager.insert(ErasedSubscriber, { workspaceId: tx.workspaceId, id, erasedAt: now });
  },

  /** Those of these who were erased, and when; who is merely not here is none of them. */
  async listErased(tx: WorkspaceTransaction, ids: readonly string[]): Promise<ReadonlyMap<string, Date>> {
    const rows = await tx.manager.query<{ id: string; at: Date }[]>(
      'SELECT id, erased_at AS at FROM erased_subscribers WHERE workspace_id = $1 AND id = ANY ($2)',
      [tx.workspaceId, ids],
    );
    return new Map(rows.map(({ id, at }) => [id, at]));
  },
};
