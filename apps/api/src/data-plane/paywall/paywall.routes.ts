import type { Logger } from '@gatehouse/platform';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { sendHosted } from '../../edge/hosted-pages/hosted-answer';
import { registerHostedRoutes } from '../../edge/hosted-pages/hosted-scope';
import { LOGGER } from '../../edge/tokens';
import type { InteractionRequest } from '../sign-in/interactions.service';
import { FlowPlansHandler } from './flow-plans.handler';
import { UpgradeHandler, type UpgradeRequest } from './upgrade.handler';

const FLOW = '/t/:workspace/sign-in/:interaction/plans';
const UPGRADE = '/t/:workspace/upgrade/:ticket';

/** The plans of a GPT: within a sign-in, and from the link of a refused call. */
@Injectable()
export class PaywallRoutes implements OnModuleInit {
  constructor(
    private readonly host: HttpAdapterHost,
    private readonly flow: FlowPlansHandler,
    private readonly upgrade: UpgradeHandler,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async onModuleInit(): Promise<void> {
    const { flow, upgrade } = this;
    await registerHostedRoutes(this.host.httpAdapter.getInstance<FastifyInstance>(), this.logger, (scope) => {
      const seen = { exposeHeadRoute: false };
      scope.get(FLOW, seen, async (http, reply) => sendHosted(reply, await flow.ask(http as InteractionRequest)));
      scope.post(FLOW, async (http, reply) => sendHosted(reply, await flow.take(http as InteractionRequest)));
      scope.get(`${FLOW}/paid`, seen, async (http, reply) => sendHosted(reply, await flow.comeBack(http as InteractionRequest)));
      scope.get(UPGRADE, seen, async (http, reply) => sendHosted(reply, await upgrade.show(http as UpgradeRequest)));
      scope.post(UPGRADE, async (http, reply) => sendHosted(reply, await upgrade.choose(http as UpgradeRequest)));
      scope.get(`${UPGRADE}/paid`, seen, async (http, reply) =>
        sendHosted(reply, await upgrade.comeBack(http as UpgradeRequest)),
      );
    });
  }
}
