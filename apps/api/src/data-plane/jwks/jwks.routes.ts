import type { Logger } from '@gatehouse/platform';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { LOGGER } from '../../edge/tokens';
import { readableAnywhere } from '../json-endpoints/cross-origin';
import { sendJson } from '../json-endpoints/json-answer';
import { registerJsonRoutes } from '../json-endpoints/json-routes';
import { JwksHandler } from './jwks.handler';

@Injectable()
export class JwksRoutes implements OnModuleInit {
  constructor(
    private readonly host: HttpAdapterHost,
    private readonly handler: JwksHandler,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async onModuleInit(): Promise<void> {
    await registerJsonRoutes(this.host.httpAdapter.getInstance<FastifyInstance>(), this.logger, (scope) => {
      readableAnywhere(scope);
      scope.get<{ Params: { workspace: string } }>('/t/:workspace/.well-known/jwks.json', async (request, reply) =>
        sendJson(reply, await this.handler.handle(request.params.workspace, request.headers['if-none-match'])),
      );
    });
  }
}
