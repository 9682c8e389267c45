import { parseId } from '@gatehouse/core';
import { auditEventRepository, Database, type ListedAuditEvent } from '@gatehouse/platform';
import { Injectable } from '@nestjs/common';
import type { WorkspaceAccess } from '../../edge/access/caller';
import { decodeCursor, encodeCursor } from '../paging/cursor';
import type { AuditEvent, AuditPage, AuditQuery } from './audit.dto';

/** Who did what in a workspace, and when. */
@Injectable()
export class AuditService {
  constructor(private readonly database: Database) {}

  /** Newest first. @throws AppError `validation_failed` for a cursor that is none */
  async list(workspace: WorkspaceAccess, { limit, cursor, actor, action }: AuditQuery): Promise<AuditPage> {
    const position = cursor === undefined ? null : decodeCursor(cursor, { atMs: /^\d{1,14}$/, id: /^aud_[0-9a-z]{26}$/ });
    const after = position === null ? null : { at: new Date(Number(position.atMs)), id: position.id };
    const memberId = actor === undefined || actor === '' ? null : parseId('mbr', actor);
    // Nobody has an id that is none.
    if (actor !== undefined && actor !== '' && memberId === null) return { data: [], next_cursor: null };
    const filter = { memberId, action: action === undefined || action === '' ? null : action };
    const found = await this.database.inWorkspace(workspace.id, (tx) =>
      auditEventRepository.list(tx, filter, { limit: limit + 1, after }),
    );
    const page = found.slice(0, limit);
    const last = page.at(-1)?.event;
    return {
      data: page.map(auditEventView),
      next_cursor:
        found.length > limit && last !== undefined ? encodeCursor({ atMs: String(last.at.getTime()), id: last.id }) : null,
    };
  }
}

function auditEventView({ event, actor }: ListedAuditEvent): AuditEvent {
  const { targetKind: kind, targetId: id } = event;
  return {
    id: event.id,
    at: event.at.toISOString(),
    action: event.action,
    actor: {
      kind: event.actorKind,
      member_id: event.memberId,
      name: actor?.name ?? null,
      email: actor?.email ?? null,
      token_id: event.tokenId,
    },
    target: kind === null || id === null ? null : { kind, id, name: event.targetName },
    changes: event.changes,
    source_address: event.sourceAddress,
    user_agent: event.userAgent,
  };
}
