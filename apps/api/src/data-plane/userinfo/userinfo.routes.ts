import type { Logger } from '@gatehouse/platform';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { LOGGER } from '../../edge/tokens';
import { preflightAnswer, readableAnywhere } from '../json-endpoints/cross-origin';
import { sendJson } from '../json-endpoints/json-answer';
import { registerJsonRoutes } from '../json-endpoints/json-routes';
import { UserinfoHandler } from './userinfo.handler';

@Injectable()
export class UserinfoRoutes implements OnModuleInit {
  constructor(
    private readonly host: HttpAdapterHost,
    private readonly handler: UserinfoHandler,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async onModuleInit(): Promise<void> {
    const url = '/t/:workspace/oauth/userinfo';
    await registerJsonRoutes(this.host.httpAdapter.getInstance<FastifyInstance>(), this.logger, (scope) => {
      readableAnywhere(scope);
      scope.route<{ Params: { workspace: string } }>({
        method: ['GET', 'POST'],
        url,
        handler: async (request, reply) =>
          sendJson(reply, await this.handler.handle(request.params.workspace, request.headers.authorization)),
      });
      scope.options(url, (_request, reply) => sendJson(reply, preflightAnswer(['GET', 'POST'])));
    });
  }
}
