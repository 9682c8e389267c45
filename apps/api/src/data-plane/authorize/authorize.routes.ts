import type { Logger } from '@gatehouse/platform';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { LOGGER } from '../../edge/tokens';
import { sendHosted } from '../hosted-pages/hosted-answer';
import { registerHostedRoutes } from '../hosted-pages/hosted-scope';
import { AuthorizeHandler, type AuthorizeHttpRequest } from './authorize.handler';

@Injectable()
export class AuthorizeRoutes implements OnModuleInit {
  constructor(
    private readonly host: HttpAdapterHost,
    private readonly handler: AuthorizeHandler,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async onModuleInit(): Promise<void> {
    await registerHostedRoutes(this.host.httpAdapter.getInstance<FastifyInstance>(), this.logger, (scope) => {
      // A HEAD would begin a sign-in that nobody sees.
      scope.get('/t/:workspace/oauth/authorize', { exposeHeadRoute: false }, async (request, reply) =>
        sendHosted(reply, await this.handler.handle(request as AuthorizeHttpRequest)),
      );
    });
  }
}
