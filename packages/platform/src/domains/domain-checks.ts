import {
  type AuditAction,
  challengeName,
  type Clock,
  decideDomain,
  type DnsEvidence,
  type DomainHappening,
  evidenceFrom,
} from '@gatehouse/core';
import type { Database } from '../database/database';
import type { WorkspaceDomain } from '../database/entities/workspace-domain.entity';
import { auditEventRepository } from '../database/repositories/audit-event.repository';
import { domainDirectoryRepository } from '../database/repositories/domain-directory.repository';
import { workspaceDomainRepository } from '../database/repositories/workspace-domain.repository';
import type { WorkspaceTransaction } from '../database/transaction';
import { newId } from '../ids/new-id';
import type { TxtResolver } from './txt-resolver';

const ACTION_OF: Readonly<Record<DomainHappening, AuditAction>> = {
  verified: 'domain.verified',
  failing: 'domain.record_missing',
  recovered: 'domain.recovered',
  lost: 'domain.lost',
};

/** Looks whether the record of a claimed domain stands, and acts on it: for the worker's rounds and for "check now". */
export class DomainChecks {
  constructor(
    private readonly database: Database,
    private readonly resolver: TxtResolver,
    private readonly clock: Clock,
  ) {}

  /** @returns whether there is such a domain. The DNS is asked with no transaction open: it may take seconds. */
  async check(workspaceId: string, domainId: string): Promise<boolean> {
    const claimed = await this.database.inWorkspace(workspaceId, (tx) => workspaceDomainRepository.find(tx, domainId));
    if (claimed === null) return false;
    const answer = await this.resolver.read(challengeName(claimed.domain));
    const evidence: DnsEvidence =
      answer.kind === 'texts' ? evidenceFrom(answer.texts, claimed.token) : { kind: 'unreachable', why: answer.why };
    return this.database.inWorkspace(workspaceId, async (tx) => {
      await domainDirectoryRepository.lock(tx, claimed.domain);
      const domain = await workspaceDomainRepository.findForUpdate(tx, domainId);
      if (domain === null) return false;
      await this.act(tx, domain, evidence);
      return true;
    });
  }

  private async act(tx: WorkspaceTransaction, domain: WorkspaceDomain, evidence: DnsEvidence): Promise<void> {
    const now = this.clock.now();
    const free = !(await domainDirectoryRepository.isHeldElsewhere(tx, domain.domain));
    const next = decideDomain(domain, evidence, free, now);
    const verifiedAt = next.happened === 'verified' ? now : next.state === 'pending' ? null : domain.verifiedAt;
    const { state, reason, failingSince } = next;
    await workspaceDomainRepository.update(tx, domain.id, { state, reason, failingSince, checkedAt: now, verifiedAt });
    const held = state === 'pending' ? null : domain.domain;
    await domainDirectoryRepository.setChecked(tx, domain.id, held, next.nextCheckAt);
    if (next.happened !== null) await this.tell(tx, domain, ACTION_OF[next.happened], reason, now);
  }

  private async tell(
    tx: WorkspaceTransaction,
    { id, domain }: WorkspaceDomain,
    action: AuditAction,
    reason: string | null,
    at: Date,
  ): Promise<void> {
    await auditEventRepository.insert(tx, {
      id: newId('aud'),
      at,
      actorKind: 'system',
      memberId: null,
      tokenId: null,
      action,
      targetKind: 'domain',
      targetId: id,
      targetName: domain,
      changes: reason === null ? {} : { reason: { from: null, to: reason } },
      sourceAddress: null,
      userAgent: null,
    });
  }
}
