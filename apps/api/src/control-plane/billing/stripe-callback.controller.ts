import { AppError, type Clock } from '@gatehouse/core';
import { type Config, Vault } from '@gatehouse/platform';
import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../../edge/access/access.decorators';
import { Callers } from '../../edge/access/callers.service';
import { roleCovers } from '../../edge/access/roles';
import { CLOCK, CONFIG } from '../../edge/tokens';
import { readConnectState } from './connect-state';
import { StripeConnectionsService } from './stripe-connections.service';

/** Where Stripe sends a member's browser back to. A page on the way, not a call of the API: it answers with redirects only. */
@ApiExcludeController()
@Controller('api/v1/stripe/callback')
@Public()
export class StripeCallbackController {
  constructor(
    private readonly service: StripeConnectionsService,
    private readonly callers: Callers,
    private readonly vault: Vault,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get()
  async finish(
    @Query('state') stateText: unknown,
    @Query('code') code: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const state = readConnectState(this.vault, stateText, this.clock.now());
    if (state === null) return this.redirect(reply, '/');
    const settings = (outcome: string): void => this.redirect(reply, `/w/${state.slug}/settings?stripe=${outcome}`);
    if (typeof code !== 'string' || code === '' || code.length > 500) return settings('denied');
    const caller = await this.callers.identify(request);
    // Begun by one member and finished by another would put one's account into the other's hands.
    if (caller?.kind !== 'session' || caller.memberId !== state.memberId) return settings('other_member');
    try {
      const workspace = await this.callers.enter(caller, state.slug);
      if (workspace.id !== state.workspaceId || !roleCovers(workspace.role, 'admin')) return settings('other_member');
      await this.service.finish(workspace, code);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return settings(error.code === 'already_exists' ? 'connected_already' : 'failed');
    }
    return settings('connected');
  }

  private redirect(reply: FastifyReply, path: string): void {
    void reply
      .header('cache-control', 'no-store')
      .header('referrer-policy', 'no-referrer')
      .redirect(`${this.config.publicUrl}${path}`, 303);
  }
}
