import { AppError, type Clock, parseId, type Random } from '@gatehouse/core';
import { apiTokenRepository, Database, type ListedApiToken, newId, newSecret, sha256 } from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { Caller } from '../../edge/access/caller';
import { Callers } from '../../edge/access/callers.service';
import { roleCovers } from '../../edge/access/roles';
import { CLOCK, RANDOM } from '../../edge/tokens';
import { recordChange } from '../audit/record-change';
import type { ApiToken, ApiTokenPage, CreatedToken, CreateToken } from './token.dto';

const MAX_TOKENS_PER_MEMBER = 100;

/** Personal API tokens, for automation. Each opens one workspace, with a role no higher than its owner's at that moment. */
@Injectable()
export class TokensService {
  constructor(
    private readonly database: Database,
    private readonly callers: Callers,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(RANDOM) private readonly random: Random,
  ) {}

  /** @throws AppError `not_found` for a workspace that is not the caller's, `forbidden` for a role above their own, `limit_reached` */
  async create(caller: Caller, { name, role, workspace: slug }: CreateToken): Promise<CreatedToken> {
    const workspace = await this.callers.enter(caller, slug);
    if (!roleCovers(workspace.role, role))
      throw new AppError('forbidden', { detail: `Your own role here is ${workspace.role}.` });
    const present = await this.listOwn(caller.memberId);
    if (present.length >= MAX_TOKENS_PER_MEMBER) throw new AppError('limit_reached');
    const id = newId('tok');
    const token = newSecret('gth_pat_', this.random);
    const createdAt = this.clock.now();
    await this.database.inWorkspace(workspace.id, async (tx) => {
      await apiTokenRepository.insert(tx, { id, memberId: caller.memberId, tokenHash: sha256(token), name, role, createdAt });
      const changes = { role: { from: null, to: role } };
      await recordChange(tx, caller, createdAt, {
        action: 'api_token.created',
        target: { kind: 'api_token', id, name },
        changes,
      });
    });
    return { id, token };
  }

  async list(caller: Caller): Promise<ApiTokenPage> {
    return { data: (await this.listOwn(caller.memberId)).map(toWire), next_cursor: null };
  }

  /** @throws AppError `not_found` for anything that is not a live token of the caller's own */
  async revoke(caller: Caller, id: string): Promise<void> {
    const tokenId = parseId('tok', id);
    const token =
      tokenId === null ? null : await this.database.asMember(caller.memberId, (tx) => apiTokenRepository.findOwn(tx, tokenId));
    if (token === null) throw new AppError('not_found');
    await this.database.inWorkspace(token.workspaceId, async (tx) => {
      const now = this.clock.now();
      await apiTokenRepository.revoke(tx, token.id, now);
      const target = { kind: 'api_token', id: token.id, name: token.name };
      await recordChange(tx, caller, now, { action: 'api_token.revoked', target });
    });
  }

  private listOwn(memberId: string): Promise<ListedApiToken[]> {
    return this.database.asMember(memberId, (tx) => apiTokenRepository.listOwn(tx));
  }
}

function toWire(token: ListedApiToken): ApiToken {
  const { id, name, role, workspace, createdAt, lastUsedAt } = token;
  return { id, name, role, workspace, created_at: createdAt.toISOString(), last_used_at: lastUsedAt?.toISOString() ?? null };
}
