import type { AuditAction, Changes } from '@gatehouse/core';
import { auditEventRepository, newId, type WorkspaceTransaction } from '@gatehouse/platform';
import type { Caller } from '../../edge/access/caller';

/** What is told of a change. `changes` holds what members may read, and never a credential. */
export interface AuditedChange {
  readonly action: AuditAction;
  readonly target: { readonly kind: string; readonly id: string; readonly name: string | null };
  readonly changes?: Changes;
}

/** Writes a change to the workspace's audit log in the transaction that makes it: both happen or neither. */
export async function recordChange(tx: WorkspaceTransaction, caller: Caller, at: Date, change: AuditedChange): Promise<void> {
  await auditEventRepository.insert(tx, {
    id: newId('aud'),
    at,
    actorKind: caller.kind === 'token' ? 'token' : 'member',
    memberId: caller.memberId,
    tokenId: caller.kind === 'token' ? caller.tokenId : null,
    action: change.action,
    targetKind: change.target.kind,
    targetId: change.target.id,
    targetName: change.target.name,
    changes: change.changes ?? {},
    ...caller.from,
  });
}
