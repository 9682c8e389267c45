import { MoreThan } from 'typeorm';
import { SubscriberSession } from '../entities/subscriber-session.entity';
import type { WorkspaceTransaction } from '../transaction';

/** Sessions of subscribers on the hosted pages, found by the SHA-256 of the cookie's secret. */
export const subscriberSessionRepository = {
  findLive(tx: WorkspaceTransaction, tokenHash: Buffer, now: Date): Promise<SubscriberSession | null> {
    return tx.manager.findOneBy(SubscriberSession, { workspaceId: tx.workspaceId, tokenHash, expiresAt: MoreThan(now) });
  },

  async insert(tx: WorkspaceTransaction, session: Omit<SubscriberSession, 'workspaceId'>): Promise<void> {
    await tx.manager.insert(SubscriberSession, { ...session, workspaceId: tx.workspaceId });
  },

  async touch(tx: WorkspaceTransaction, id: string, now: Date): Promise<void> {
    await tx.manager.update(SubscriberSession, { workspaceId: tx.workspaceId, id }, { lastSeenAt: now });
  },

  /** Last seen first. */
  listLiveOf(tx: WorkspaceTransaction, subscriberId: string, now: Date): Promise<SubscriberSession[]> {
    return tx.manager.find(SubscriberSession, {
      where: { workspaceId: tx.workspaceId, subscriberId, expiresAt: MoreThan(now) },
      order: { lastSeenAt: 'DESC', id: 'ASC' },
    });
  },

  /** @returns false when this subscriber has no such session */
  async deleteOf(tx: WorkspaceTransaction, subscriberId: string, id: string): Promise<boolean> {
    return (await tx.manager.delete(SubscriberSession, { workspaceId: tx.workspaceId, subscriberId, id })).affected === 1;
  },

  async deleteByToken(tx: WorkspaceTransaction, tokenHash: Buffer): Promise<void> {
    await tx.manager.delete(SubscriberSession, { workspaceId: tx.workspaceId, tokenHash });
  },

  async deleteAllOf(tx: WorkspaceTransaction, subscriberId: string): Promise<void> {
    await tx.manager.delete(SubscriberSession, { workspaceId: tx.workspaceId, subscriberId });
  },
};
