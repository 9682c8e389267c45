import { AppError } from '@gatehouse/core';
import type { Config } from '@gatehouse/platform';
import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { CONFIG } from '../tokens';
import { ACCESS_RULE, type AccessRule } from './access.decorators';
import { Callers } from './callers.service';
import { isFromOwnPages } from './csrf';
import { roleCovers } from './roles';

/** Stands before every route of the control plane. A route that declares no rule is refused to everybody. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly callers: Callers,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const rule = this.reflector.getAllAndOverride<AccessRule | undefined>(ACCESS_RULE, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (rule === undefined) throw new AppError('forbidden');
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    this.refuseForgery(request);
    if (rule.kind !== 'public') await this.admit(request, rule);
    return true;
  }

  /** Also on public routes: a foreign page must not sign a visitor in to an account of its choice. */
  private refuseForgery(request: FastifyRequest): void {
    // A browser adds no bearer token by itself, so a request that carries one was made on purpose. Passwords of HTTP Basic it does add.
    if (/^Bearer /i.test(request.headers.authorization ?? '')) return;
    const { 'sec-fetch-site': site, origin } = request.headers;
    const from = { method: request.method, secFetchSite: [site].flat()[0], origin };
    if (!isFromOwnPages(from, this.config.publicUrl)) throw new AppError('csrf_rejected');
  }

  private async admit(request: FastifyRequest, rule: Exclude<AccessRule, { kind: 'public' }>): Promise<void> {
    const caller = await this.callers.identify(request);
    if (caller === null) throw new AppError('unauthenticated');
    request.caller = caller;
    if (rule.kind === 'session' && caller.kind !== 'session') {
      throw new AppError('session_required', {
        detail: 'Sign in to the dashboard and do it there: a token must not outlive or outgrow itself.',
      });
    }
    if (rule.kind !== 'role') return;
    const { slug } = request.params as { slug: string };
    const workspace = await this.callers.enter(caller, slug);
    if (!roleCovers(workspace.role, rule.role)) throw new AppError('forbidden', { detail: `This takes the role ${rule.role}.` });
    request.workspaceAccess = workspace;
  }
}
