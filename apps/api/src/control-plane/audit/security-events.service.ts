import type { AuditAction, Clock } from '@gatehouse/core';
import { auditEventRepository, Database, membershipRepository, newId } from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { requestOriginOf } from '../../edge/access/request-origin';
import { CLOCK } from '../../edge/tokens';

/** What happens to a member's account concerns every workspace that they belong to: each gets it into its own log. */
@Injectable()
export class SecurityEvents {
  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @param actorKind `system` when it is not known that the member was it */
  async record(
    memberId: string,
    action: AuditAction,
    request: FastifyRequest,
    actorKind: 'member' | 'system' = 'member',
  ): Promise<void> {
    const at = this.clock.now();
    const workspaces = await this.database.asMember(memberId, (tx) => membershipRepository.listWorkspaces(tx));
    for (const { id } of workspaces) {
      await this.database.inWorkspace(id, (tx) =>
        auditEventRepository.insert(tx, {
          id: newId('aud'),
          at,
          actorKind,
          memberId: actorKind === 'member' ? memberId : null,
          tokenId: null,
          action,
          targetKind: 'member',
          targetId: memberId,
          targetName: null,
          changes: {},
          ...requestOriginOf(request),
        }),
      );
    }
  }
}
