import type { Config, Logger } from '@gatehouse/platform';
import { Controller, Get, Inject, NotFoundException, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../../edge/access/access.decorators';
import {
  authenticateWithProvider,
  type ProviderOutcome,
  type ProviderStep,
} from '../../edge/strategies/authenticate-with-provider';
import { IdentityProviders } from '../../edge/strategies/identity-providers.service';
import { CONFIG, LOGGER } from '../../edge/tokens';
import { SecurityEvents } from '../audit/security-events.service';
import { AuthCookies } from './auth-cookies';
import { GoogleSignInService } from './google-sign-in.service';
import { parseReturnPath } from './return-path';

/** Sign-in of members with Google. These are pages on the way of a browser, not calls of the API. */
@ApiExcludeController()
@Controller('auth/google')
@Public()
export class GoogleController {
  constructor(
    private readonly providers: IdentityProviders,
    private readonly signIns: GoogleSignInService,
    private readonly cookies: AuthCookies,
    private readonly events: SecurityEvents,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  @Get()
  async start(@Query('return_to') returnTo: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const flow = { return_to: parseReturnPath(returnTo, this.config.publicUrl) };
    const outcome = await this.step(request, reply, { flow });
    this.redirect(reply, outcome.kind === 'redirect' ? outcome.url : this.signInPage('failed', flow.return_to));
  }

  @Get('callback')
  async callback(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const outcome = await this.step(request, reply, {});
    if (outcome.kind !== 'signed_in') {
      this.redirect(reply, this.signInPage(outcome.kind === 'refused' ? outcome.reason : 'failed', '/'));
      return;
    }
    const returnTo = outcome.flow['return_to'] ?? '/';
    const signedIn = await this.signIns.signIn(outcome.account, request);
    if (typeof signedIn === 'string') {
      this.redirect(reply, this.signInPage(signedIn, returnTo));
      return;
    }
    await this.events.record(signedIn.memberId, 'member.signed_in', request);
    this.cookies.giveSession(reply, signedIn);
    this.redirect(reply, `${this.config.publicUrl}${returnTo}`);
  }

  private async step(request: FastifyRequest, reply: FastifyReply, more: Pick<ProviderStep, 'flow'>): Promise<ProviderOutcome> {
    const strategy = this.providers.strategyFor('google', null);
    if (strategy === null) throw new NotFoundException();
    const step = { request, callbackUrl: `${this.config.publicUrl}/auth/google/callback`, ...more };
    const party = { provider: 'google', strategy, stateStore: this.providers.stateStore } as const;
    const outcome = await authenticateWithProvider(party, step, this.logger);
    for (const cookie of outcome.setCookies) reply.header('set-cookie', cookie);
    return outcome;
  }

  private signInPage(reason: string, returnTo: string): string {
    return `${this.config.publicUrl}/sign-in?${new URLSearchParams({ error: `google_${reason}`, return_to: returnTo }).toString()}`;
  }

  private redirect(reply: FastifyReply, url: string): void {
    void reply.header('cache-control', 'no-store').redirect(url, 303);
  }
}
