import { AppError, type Clock, domainIssuer, issuerOf, type Random } from '@gatehouse/core';
import {
  type Config,
  Database,
  domainDirectoryRepository,
  type MemberRole,
  type MemberWorkspace,
  membershipRepository,
  newId,
  workspaceRepository,
} from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { Caller, WorkspaceAccess } from '../../edge/access/caller';
import { lesserRole } from '../../edge/access/roles';
import { CLOCK, CONFIG, RANDOM } from '../../edge/tokens';
import { recordChange } from '../audit/record-change';
import { slugFault, slugFrom } from './slug';
import type { CreateWorkspace, Workspace, WorkspacePage } from './workspace.dto';

/** Nobody needs more, and each takes a name that others cannot have. */
const MAX_WORKSPACES_PER_MEMBER = 100;
const SUGGESTIONS = 5;

@Injectable()
export class WorkspacesService {
  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(RANDOM) private readonly random: Random,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Makes a workspace with the member as its owner.
   * @throws AppError `slug_taken` when a slug was asked for and another workspace has it, `validation_failed`, `limit_reached`
   */
  async create(caller: Caller, { name, slug }: CreateWorkspace): Promise<Workspace> {
    const fault = slug === undefined ? null : slugFault(slug);
    if (fault !== null) throw new AppError('validation_failed', { fields: [{ field: 'slug', message: fault }] });
    const mine = await this.database.asMember(caller.memberId, (tx) => membershipRepository.listWorkspaces(tx));
    if (mine.length >= MAX_WORKSPACES_PER_MEMBER) throw new AppError('limit_reached');
    const candidates = slug === undefined ? this.suggestions(name) : [slug];
    for (const candidate of candidates) {
      const workspace = await this.insert(caller, name, candidate);
      if (workspace !== null) return this.view(workspace, null);
    }
    throw new AppError('slug_taken', { detail: `Another workspace is called ${candidates[0]}.` });
  }

  /** The caller's own, all of them: nobody has more than a hundred. */
  async list(caller: Caller): Promise<WorkspacePage> {
    const mine = await this.database.asMember(caller.memberId, (tx) => membershipRepository.listWorkspaces(tx));
    const open = caller.kind === 'session' ? mine : mine.filter(({ id }) => id === caller.workspaceId);
    const role = (held: MemberRole): MemberRole => (caller.kind === 'session' ? held : lesserRole(held, caller.role));
    const ids = open.map(({ id }) => id);
    const domains = await this.database.inDirectory((tx) => domainDirectoryRepository.listIssuerDomains(tx, ids));
    const data = open.map((one) => this.view({ ...one, role: role(one.role) }, domains.get(one.id) ?? null));
    return { data, next_cursor: null };
  }

  async describe(workspace: WorkspaceAccess): Promise<Workspace> {
    const domain = await this.database.inDirectory((tx) => domainDirectoryRepository.findIssuerDomain(tx, workspace.id));
    return this.view(workspace, domain);
  }

  private view({ id, slug, name, role }: MemberWorkspace | WorkspaceAccess, domain: string | null): Workspace {
    const issuer = domain === null ? issuerOf(this.config.publicUrl, slug) : domainIssuer(domain);
    return { id, slug, name, role, issuer };
  }

  /** @returns null when the slug is taken */
  private async insert(caller: Caller, name: string, slug: string): Promise<MemberWorkspace | null> {
    const id = newId('wsp');
    const now = this.clock.now();
    return this.database.inWorkspace(id, async (tx) => {
      if (!(await workspaceRepository.insertUnlessSlugTaken(tx, { id, slug, name, createdAt: now }))) return null;
      await membershipRepository.insert(tx, caller.memberId, 'owner', now);
      await recordChange(tx, caller, now, { action: 'workspace.created', target: { kind: 'workspace', id, name } });
      return { id, slug, name, role: 'owner' };
    });
  }

  private suggestions(name: string): string[] {
    const suffixes = Array.from({ length: SUGGESTIONS }, () => this.random.bytes(3).toString('hex'));
    return [slugFrom(name, ''), slugFrom(name, '2'), ...suffixes.map((suffix) => slugFrom(name, suffix))];
  }
}
