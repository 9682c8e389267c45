import { AuditEvent } from '../entities/audit-event.entity';
import { Member } from '../entities/member.entity';
import type { WorkspaceTransaction } from '../transaction';

/** Where a page of the log ended. */
export interface AuditCursor {
  readonly at: Date;
  readonly id: string;
}

export interface AuditFilter {
  readonly memberId: string | null;
  /** A whole action, or what stands before its dot. */
  readonly action: string | null;
}

/** An event, and its actor as they are called now; null when the member is gone. */
export interface ListedAuditEvent {
  readonly event: AuditEvent;
  readonly actor: { readonly name: string; readonly email: string } | null;
}

/** The audit log of a workspace. Nothing here changes or deletes an event, and the database would not let it. */
export const auditEventRepository = {
  async insert(tx: WorkspaceTransaction, event: Omit<AuditEvent, 'workspaceId'>): Promise<void> {
    // TypeORM's types take a value that may be anything for a value of their own.
    const changes = event.changes as Readonly<Record<string, object>>;
    await tx.manager.insert(AuditEvent, { ...event, changes, workspaceId: tx.workspaceId });
  },

  /** Newest first, from after the cursor. @param page.limit rows at most */
  async list(
    tx: WorkspaceTransaction,
    filter: AuditFilter,
    page: { readonly limit: number; readonly after: AuditCursor | null },
  ): Promise<ListedAuditEvent[]> {
    const query = tx.manager
      .createQueryBuilder(AuditEvent, 'e')
      .where('e.workspace_id = :workspaceId', { workspaceId: tx.workspaceId })
      .orderBy('e.at', 'DESC')
      .addOrderBy('e.id', 'DESC')
      .limit(page.limit);
    if (filter.memberId !== null) query.andWhere('e.member_id = :memberId', { memberId: filter.memberId });
    if (filter.action !== null) {
      query.andWhere(`(e.action = :action OR split_part(e.action, '.', 1) = :action)`, { action: filter.action });
    }
    if (page.after !== null) query.andWhere('(e.at, e.id) < (:at, :id)', { at: page.after.at, id: page.after.id });
    const events = await query.getMany();
    const people = await membersOf(tx, events);
    return events.map((event) => ({ event, actor: people.get(event.memberId ?? '') ?? null }));
  },
};

async function membersOf(tx: WorkspaceTransaction, events: readonly AuditEvent[]): Promise<Map<string, Member>> {
  const ids = [...new Set(events.flatMap((event) => event.memberId ?? []))];
  if (ids.length === 0) return new Map();
  const members = await tx.manager
    .createQueryBuilder(Member, 'm')
    .select(['m.id', 'm.name', 'm.email'])
    .where('m.id IN (:...ids)', { ids })
    .getMany();
  return new Map(members.map((member) => [member.id, member]));
}
