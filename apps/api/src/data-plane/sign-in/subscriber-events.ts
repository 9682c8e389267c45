import type { AuditAction, Changes } from '@gatehouse/core';
import { auditEventRepository, newId, type WorkspaceTransaction } from '@gatehouse/platform';

/** Something that happened to a subscriber's account or tokens. */
export interface SubscriberEvent {
  readonly action: AuditAction;
  readonly subscriberId: string;
  /** `system` when it is not known that the person was it. */
  readonly by: 'subscriber' | 'system';
  readonly changes?: Changes;
}

/** Writes it to the workspace's log, in the transaction that does it, and by the person's id alone: the log cannot forget (ADR 0014). */
export async function recordSubscriberEvent(
  tx: WorkspaceTransaction,
  at: Date,
  { action, subscriberId, by, changes = {} }: SubscriberEvent,
): Promise<void> {
  await auditEventRepository.insert(tx, {
    id: newId('aud'),
    at,
    actorKind: by,
    memberId: null,
    tokenId: null,
    action,
    targetKind: 'subscriber',
    targetId: subscriberId,
    targetName: null,
    changes,
    sourceAddress: null,
    userAgent: null,
  });
}
