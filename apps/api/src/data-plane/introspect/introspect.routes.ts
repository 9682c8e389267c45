import type { Logger } from '@gatehouse/platform';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { Throttle } from '../../edge/throttle/throttle.service';
import { LOGGER } from '../../edge/tokens';
import { clientRequestFrom } from '../clients/client-request';
import { sendJson } from '../json-endpoints/json-answer';
import { registerJsonRoutes } from '../json-endpoints/json-routes';
import { postOnly } from '../json-endpoints/post-only';
import { IntrospectHandler } from './introspect.handler';

const PATH = '/t/:workspace/oauth/introspect';

@Injectable()
export class IntrospectRoutes implements OnModuleInit {
  constructor(
    private readonly host: HttpAdapterHost,
    private readonly handler: IntrospectHandler,
    private readonly throttle: Throttle,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async onModuleInit(): Promise<void> {
    await registerJsonRoutes(this.host.httpAdapter.getInstance<FastifyInstance>(), this.logger, (scope) => {
      scope.post(PATH, async (request, reply) =>
        sendJson(reply, await this.handler.handle(clientRequestFrom(request, this.throttle.source(request)))),
      );
      postOnly(scope, PATH);
    });
  }
}
