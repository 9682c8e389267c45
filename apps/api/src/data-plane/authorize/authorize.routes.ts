import type { Logger } from '@gatehouse/platform';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { LOGGER } from '../../edge/tokens';
import { redirect, sendHosted } from '../../edge/hosted-pages/hosted-answer';
import { registerHostedRoutes } from '../../edge/hosted-pages/hosted-scope';
import { queryFromForm } from '../../edge/hosted-pages/read-form';
import { TestSignInHandler, type TestSignInRequest } from '../callback-learning/test-sign-in.handler';
import { AuthorizeHandler, type AuthorizeHttpRequest } from './authorize.handler';

@Injectable()
export class AuthorizeRoutes implements OnModuleInit {
  constructor(
    private readonly host: HttpAdapterHost,
    private readonly handler: AuthorizeHandler,
    private readonly test: TestSignInHandler,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async onModuleInit(): Promise<void> {
    await registerHostedRoutes(this.host.httpAdapter.getInstance<FastifyInstance>(), this.logger, (scope) => {
      // A HEAD would begin a sign-in that nobody sees.
      scope.get('/t/:workspace/oauth/authorize', { exposeHeadRoute: false }, async (request, reply) =>
        sendHosted(reply, await this.handler.handle(request as AuthorizeHttpRequest)),
      );
      scope.get('/t/:workspace/test-sign-in', { exposeHeadRoute: false }, async (request, reply) =>
        sendHosted(reply, await this.test.begin(request as TestSignInRequest)),
      );
      // OpenID Connect Core 3.1.2.1 asks for POST as well. As another site's POST brings no session cookie of ours, it becomes the same GET, which
      // does; that is no more than the client could have sent at once.
      scope.post('/t/:workspace/oauth/authorize', (request, reply) =>
        sendHosted(reply, redirect(`${request.originalUrl.split('?')[0] ?? ''}?${queryFromForm(request)}`)),
      );
    });
  }
}
