import { AppError, type AuditAction, type Clock, parseDomainName, parseId, type Random } from '@gatehouse/core';
import {
  type Config,
  Database,
  DomainChecks,
  domainDirectoryRepository,
  newId,
  newSecret,
  type WorkspaceDomainRow,
  workspaceDomainRepository,
  type WorkspaceTransaction,
} from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { WorkspaceAccess } from '../../edge/access/caller';
import { type Allowance, Throttle } from '../../edge/throttle/throttle.service';
import { CLOCK, CONFIG, RANDOM } from '../../edge/tokens';
import { recordChange } from '../audit/record-change';
import type { CreateDomain, Domain, DomainPage } from './domain.dto';
import { domainView } from './domain-view';

const MAX_DOMAINS = 10;
/** "Check now" asks name servers that are not ours. */
const CHECKS: Allowance = { name: 'domain-check', points: 20, seconds: 300, volatile: true };

/** Domains of a workspace's own (ADR 0020): claimed here, proven by the DNS, chosen as issuer here. */
@Injectable()
export class DomainsService {
  constructor(
    private readonly database: Database,
    private readonly checks: DomainChecks,
    private readonly throttle: Throttle,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(RANDOM) private readonly random: Random,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Claims a domain. The claim is nothing until the record proves it. @throws AppError `validation_failed`, `already_exists`, `limit_reached` */
  add(workspace: WorkspaceAccess, input: CreateDomain): Promise<Domain> {
    const named = parseDomainName(input.domain, new URL(this.config.publicUrl).hostname);
    if (named.kind === 'refused')
      throw new AppError('validation_failed', { fields: [{ field: 'domain', message: named.reason }] });
    const { domain } = named;
    return this.database.inWorkspace(workspace.id, async (tx) => {
      if ((await workspaceDomainRepository.list(tx)).length >= MAX_DOMAINS) {
        throw new AppError('limit_reached', { detail: `A workspace has at most ${MAX_DOMAINS} domains; remove one first.` });
      }
      const [id, now] = [newId('dom'), this.clock.now()];
      const row = { id, domain, token: newSecret('', this.random), createdAt: now };
      if (!(await workspaceDomainRepository.insertUnlessClaimed(tx, row))) {
        throw new AppError('already_exists', { detail: `${domain} is among this workspace's domains already.` });
      }
      await domainDirectoryRepository.insert(tx, id, now);
      await this.record(tx, workspace, 'domain.added', row);
      return this.show(tx, id);
    });
  }

  /** Oldest first. */
  list(workspace: WorkspaceAccess): Promise<DomainPage> {
    return this.database.inWorkspace(workspace.id, async (tx) => {
      const issuer = await domainDirectoryRepository.findIssuerDomain(tx, tx.workspaceId);
      const rows = await workspaceDomainRepository.list(tx);
      return { data: rows.map((row) => domainView(row, issuer, this.config.customDomainTarget)), next_cursor: null };
    });
  }

  /** @throws AppError `not_found`, `too_many_attempts` */
  async check(workspace: WorkspaceAccess, text: string): Promise<Domain> {
    const id = parseId('dom', text);
    if (id === null) throw new AppError('not_found');
    await this.throttle.spend([{ allowance: CHECKS, of: workspace.id }]);
    if (!(await this.checks.check(workspace.id, id))) throw new AppError('not_found');
    return this.database.inWorkspace(workspace.id, (tx) => this.show(tx, id));
  }

  /** @throws AppError `not_found`; `conflict` while the domain is not verified */
  chooseIssuer(workspace: WorkspaceAccess, text: string): Promise<Domain> {
    return this.database.inWorkspace(workspace.id, async (tx) => {
      const row = await this.findForUpdate(tx, text);
      if (row.state === 'pending') {
        throw new AppError('conflict', { detail: `${row.domain} is not verified yet. Set its DNS record first.` });
      }
      if ((await domainDirectoryRepository.findIssuerDomain(tx, tx.workspaceId)) !== row.domain) {
        await domainDirectoryRepository.chooseIssuer(tx, row.id);
        await this.record(tx, workspace, 'domain.issuer_chosen', row);
      }
      return this.show(tx, row.id);
    });
  }

  /** @throws AppError `not_found` */
  releaseIssuer(workspace: WorkspaceAccess, text: string): Promise<void> {
    return this.database.inWorkspace(workspace.id, async (tx) => {
      const row = await this.findForUpdate(tx, text);
      if ((await domainDirectoryRepository.findIssuerDomain(tx, tx.workspaceId)) !== row.domain) return;
      await domainDirectoryRepository.chooseIssuer(tx, null);
      await this.record(tx, workspace, 'domain.issuer_released', row);
    });
  }

  /** @throws AppError `not_found`; `still_in_use` while it is the issuer: ChatGPT's settings name it */
  remove(workspace: WorkspaceAccess, text: string): Promise<void> {
    return this.database.inWorkspace(workspace.id, async (tx) => {
      const row = await this.findForUpdate(tx, text);
      if ((await domainDirectoryRepository.findIssuerDomain(tx, tx.workspaceId)) === row.domain) {
        throw new AppError('still_in_use', { detail: 'GPTs are set up with this domain. Move sign-in away from it first.' });
      }
      await domainDirectoryRepository.delete(tx, row.id);
      await workspaceDomainRepository.delete(tx, row.id);
      await this.record(tx, workspace, 'domain.removed', row);
    });
  }

  private async findForUpdate(tx: WorkspaceTransaction, text: string): Promise<WorkspaceDomainRow> {
    const id = parseId('dom', text);
    const row = id === null ? null : await workspaceDomainRepository.findForUpdate(tx, id);
    if (row === null) throw new AppError('not_found');
    return row;
  }

  private async show(tx: WorkspaceTransaction, id: string): Promise<Domain> {
    const row = await workspaceDomainRepository.find(tx, id);
    if (row === null) throw new AppError('not_found');
    const issuer = await domainDirectoryRepository.findIssuerDomain(tx, tx.workspaceId);
    return domainView(row, issuer, this.config.customDomainTarget);
  }

  private record(
    tx: WorkspaceTransaction,
    workspace: WorkspaceAccess,
    action: AuditAction,
    { id, domain }: Pick<WorkspaceDomainRow, 'id' | 'domain'>,
  ): Promise<void> {
    return recordChange(tx, workspace.caller, this.clock.now(), { action, target: { kind: 'domain', id, name: domain } });
  }
}
