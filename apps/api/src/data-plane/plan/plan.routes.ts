import type { Logger } from '@gatehouse/platform';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { type HostedAnswer, sendHosted } from '../../edge/hosted-pages/hosted-answer';
import { registerHostedRoutes } from '../../edge/hosted-pages/hosted-scope';
import { LOGGER } from '../../edge/tokens';
import type { AccountRequest } from '../account/account-door.service';
import { ChangePlanHandler } from './change-plan.handler';
import { PlanHandler } from './plan.handler';

const BASE = '/t/:workspace/account/gpts/:gpt/plan';

/** What subscribers do about a plan that they pay for. What is opened by an address alone changes nothing. */
@Injectable()
export class PlanRoutes implements OnModuleInit {
  constructor(
    private readonly host: HttpAdapterHost,
    private readonly plan: PlanHandler,
    private readonly changes: ChangePlanHandler,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async onModuleInit(): Promise<void> {
    const { plan, changes } = this;
    await registerHostedRoutes(this.host.httpAdapter.getInstance<FastifyInstance>(), this.logger, (scope) => {
      const get = (path: string, answer: (http: AccountRequest) => Promise<HostedAnswer>): void =>
        void scope.get(path, { exposeHeadRoute: false }, async (http, reply) =>
          sendHosted(reply, await answer(http as AccountRequest)),
        );
      const post = (path: string, answer: (http: AccountRequest) => Promise<HostedAnswer>): void =>
        void scope.post(path, async (http, reply) => sendHosted(reply, await answer(http as AccountRequest)));
      get(BASE, (http) => changes.show(http));
      get(`${BASE}/change`, (http) => changes.ask(http));
      post(`${BASE}/change`, (http) => changes.take(http));
      post(`${BASE}/keep`, (http) => plan.keep(http));
      get(`${BASE}/cancel`, (http) => plan.askToCancel(http));
      post(`${BASE}/cancel`, (http) => plan.cancel(http));
      post(`${BASE}/resume`, (http) => plan.resume(http));
      post(`${BASE}/payment`, (http) => plan.payment(http));
    });
  }
}
