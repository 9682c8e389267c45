import { AppError, type Clock } from '@gatehouse/core';
import { apiTokenRepository, Database, membershipRepository, type MemberWorkspace, sha256 } from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { MemberSessions } from '../sessions/member-sessions.service';
import { CLOCK } from '../tokens';
import type { Caller, WorkspaceAccess } from './caller';
import { requestOriginOf } from './request-origin';
import { lesserRole } from './roles';

const TOKEN_SHAPE = /^Bearer (gth_pat_[A-Za-z0-9_-]{43})$/i;
/** How exactly "last used" of a token is kept. */
const TOUCH_EVERY_MS = 60_000;
const SLUG_SHAPE = /^[a-z0-9-]{1,63}$/;

/** Finds out who calls, and what the workspace in the path is to them. */
@Injectable()
export class Callers {
  constructor(
    private readonly database: Database,
    private readonly sessions: MemberSessions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * By the Authorization header when there is one, else by the session's cookie: a request that carries both stands or falls with the
   * header, so that a revoked token is not quietly replaced by the browser's session.
   */
  async identify(request: FastifyRequest): Promise<Caller | null> {
    const { authorization } = request.headers;
    if (authorization !== undefined) return this.byToken(request, authorization);
    const session = await this.sessions.find(request);
    return session === null ? null : { kind: 'session', ...session, from: requestOriginOf(request) };
  }

  /**
   * The workspace of that slug as the caller sees it.
   * @throws AppError `not_found`, the same when there is none, when the caller is no member of it, and when their token is for another
   */
  async enter(caller: Caller, slug: string): Promise<WorkspaceAccess> {
    const workspace = await this.membership(caller, slug);
    if (workspace === null || (caller.kind === 'token' && caller.workspaceId !== workspace.id)) throw new AppError('not_found');
    return { ...workspace, caller, role: caller.kind === 'token' ? lesserRole(caller.role, workspace.role) : workspace.role };
  }

  private async membership(caller: Caller, slug: string): Promise<MemberWorkspace | null> {
    if (!SLUG_SHAPE.test(slug)) return null;
    return this.database.asMember(caller.memberId, (tx) => membershipRepository.findWorkspace(tx, slug));
  }

  private async byToken(request: FastifyRequest, authorization: string): Promise<Caller | null> {
    const secret = TOKEN_SHAPE.exec(authorization)?.[1];
    if (secret === undefined) return null;
    const token = await this.database.withApiToken(sha256(secret), (tx) => apiTokenRepository.findPresented(tx));
    if (token === null) return null;
    const now = this.clock.now();
    if (token.lastUsedAt === null || token.lastUsedAt.getTime() + TOUCH_EVERY_MS <= now.getTime()) {
      await this.database.inWorkspace(token.workspaceId, (tx) => apiTokenRepository.touch(tx, token.id, now));
    }
    const { id: tokenId, memberId, workspaceId, role } = token;
    return { kind: 'token', memberId, tokenId, workspaceId, role, from: requestOriginOf(request) };
  }
}
