import { LessThanOrEqual, Not } from 'typeorm';
import { DomainDirectoryEntry } from '../entities/domain-directory-entry.entity';
import { Workspace } from '../entities/workspace.entity';
import type { AnyTransaction, WorkspaceTransaction } from '../transaction';

/** Who holds which domain. Reading needs no tenant; writing is done for one, and touches that one's entries only. */
export const domainDirectoryRepository = {
  /** The workspace that holds the domain, or null. */
  findHolder(tx: AnyTransaction, domain: string): Promise<Workspace | null> {
    return tx.manager
      .createQueryBuilder(Workspace, 'w')
      .innerJoin(DomainDirectoryEntry, 'd', 'd.holder_id = w.id')
      .where('d.held_domain = :domain', { domain })
      .getOne();
  },

  /** The domain that a workspace has made its issuer, or null. */
  async findIssuerDomain(tx: AnyTransaction, workspaceId: string): Promise<string | null> {
    const entry = await tx.manager.findOneBy(DomainDirectoryEntry, { holderId: workspaceId, isIssuer: true });
    return entry?.heldDomain ?? null;
  },

  /** The same for several, by workspace. */
  async listIssuerDomains(tx: AnyTransaction, workspaceIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    if (workspaceIds.length === 0) return new Map();
    const entries = await tx.manager
      .createQueryBuilder(DomainDirectoryEntry, 'd')
      .where('d.is_issuer AND d.holder_id IN (:...workspaceIds)', { workspaceIds })
      .getMany();
    return new Map(entries.flatMap(({ holderId, heldDomain }) => (heldDomain === null ? [] : [[holderId, heldDomain]])));
  },

  /** Whose look at the DNS is due, the longest overdue first. */
  async listDue(tx: AnyTransaction, now: Date, limit: number): Promise<{ workspaceId: string; domainId: string }[]> {
    const due = await tx.manager.find(DomainDirectoryEntry, {
      where: { nextCheckAt: LessThanOrEqual(now) },
      order: { nextCheckAt: 'ASC' },
      take: limit,
    });
    return due.map(({ holderId, domainId }) => ({ workspaceId: holderId, domainId }));
  },

  async insert(tx: WorkspaceTransaction, domainId: string, nextCheckAt: Date): Promise<void> {
    await tx.manager.insert(DomainDirectoryEntry, { domainId, holderId: tx.workspaceId, nextCheckAt });
  },

  /** Whether another workspace holds it. */
  async isHeldElsewhere(tx: WorkspaceTransaction, domain: string): Promise<boolean> {
    return (await tx.manager.countBy(DomainDirectoryEntry, { heldDomain: domain, holderId: Not(tx.workspaceId) })) > 0;
  },

  /** Only one check of a domain decides at a time, whichever workspace it is for. */
  async lock(tx: WorkspaceTransaction, domain: string): Promise<void> {
    await tx.manager.query('SELECT pg_advisory_xact_lock(7019, hashtext($1))', [domain]);
  },

  async setChecked(tx: WorkspaceTransaction, domainId: string, heldDomain: string | null, nextCheckAt: Date): Promise<void> {
    await tx.manager.update(
      DomainDirectoryEntry,
      { domainId, holderId: tx.workspaceId },
      // What is not held is nobody's issuer.
      { heldDomain, nextCheckAt, ...(heldDomain === null ? { isIssuer: false } : {}) },
    );
  },

  /** Makes this domain, or none, the one that the workspace's settings show. */
  async chooseIssuer(tx: WorkspaceTransaction, domainId: string | null): Promise<void> {
    await tx.manager.update(DomainDirectoryEntry, { holderId: tx.workspaceId, isIssuer: true }, { isIssuer: false });
    if (domainId === null) return;
    await tx.manager.update(DomainDirectoryEntry, { domainId, holderId: tx.workspaceId }, { isIssuer: true });
  },

  async delete(tx: WorkspaceTransaction, domainId: string): Promise<void> {
    await tx.manager.delete(DomainDirectoryEntry, { domainId, holderId: tx.workspaceId });
  },
};
