import { Not } from 'typeorm';
import type { SigningAlgorithm } from '../../crypto/signing';
import { SigningKey } from '../entities/signing-key.entity';
import type { WorkspaceTransaction } from '../transaction';

/** The keys with which a workspace signs. */
export const signingKeyRepository = {
  /** Holds, until the transaction ends, everybody else who would change this workspace's keys. */
  async lock(tx: WorkspaceTransaction): Promise<void> {
    await tx.manager.query('SELECT pg_advisory_xact_lock(7003, hashtext($1))', [tx.workspaceId]);
  },

  /** Every key that is not retired, oldest first. */
  listLiving(tx: WorkspaceTransaction): Promise<SigningKey[]> {
    return tx.manager.find(SigningKey, { where: { workspaceId: tx.workspaceId, state: Not('retired') }, order: { id: 'ASC' } });
  },

  /** In any state, newest first. @param limit rows at most */
  listNewest(tx: WorkspaceTransaction, limit: number): Promise<SigningKey[]> {
    return tx.manager.find(SigningKey, { where: { workspaceId: tx.workspaceId }, order: { id: 'DESC' }, take: limit });
  },

  /** A key in any state, retired ones too. */
  find(tx: WorkspaceTransaction, id: string): Promise<SigningKey | null> {
    return tx.manager.findOneBy(SigningKey, { workspaceId: tx.workspaceId, id });
  },

  findCurrent(tx: WorkspaceTransaction, algorithm: SigningAlgorithm): Promise<SigningKey | null> {
    return tx.manager.findOneBy(SigningKey, { workspaceId: tx.workspaceId, algorithm, state: 'current' });
  },

  async insert(tx: WorkspaceTransaction, key: Omit<SigningKey, 'workspaceId' | 'supersededAt' | 'retiredAt'>): Promise<void> {
    await tx.manager.insert(SigningKey, { ...key, workspaceId: tx.workspaceId });
  },

  /** Makes the announced key the one that signs, and the one that did so far a previous one. */
  async promote(tx: WorkspaceTransaction, id: string, algorithm: SigningAlgorithm, now: Date): Promise<void> {
    await tx.manager.update(
      SigningKey,
      { workspaceId: tx.workspaceId, algorithm, state: 'current' },
      { state: 'previous', supersededAt: now },
    );
    await tx.manager.update(
      SigningKey,
      { workspaceId: tx.workspaceId, id, state: 'next' },
      { state: 'current', activatedAt: now },
    );
  },

  /** Takes a key out of the published set, whatever it was there for, and destroys its private half. */
  async retire(tx: WorkspaceTransaction, id: string, now: Date): Promise<void> {
    await tx.manager.update(
      SigningKey,
      { workspaceId: tx.workspaceId, id, state: Not('retired') },
      { state: 'retired', retiredAt: now, privateSealed: null },
    );
  },
};
