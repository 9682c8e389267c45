import type { Logger } from '@gatehouse/platform';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { sendHosted } from '../../edge/hosted-pages/hosted-answer';
import { registerHostedRoutes } from '../../edge/hosted-pages/hosted-scope';
import { LOGGER } from '../../edge/tokens';
import { PrivacyHandler, type PrivacyRequest } from './privacy.handler';

@Injectable()
export class PrivacyRoutes implements OnModuleInit {
  constructor(
    private readonly host: HttpAdapterHost,
    private readonly handler: PrivacyHandler,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async onModuleInit(): Promise<void> {
    await registerHostedRoutes(this.host.httpAdapter.getInstance<FastifyInstance>(), this.logger, (scope) => {
      scope.get('/t/:workspace/g/:gpt/privacy', async (request, reply) =>
        sendHosted(reply, await this.handler.handle(request as PrivacyRequest)),
      );
    });
  }
}
