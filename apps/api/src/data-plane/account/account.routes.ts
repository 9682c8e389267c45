import type { Logger } from '@gatehouse/platform';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type HostedAnswer, sendHosted } from '../../edge/hosted-pages/hosted-answer';
import { registerHostedRoutes } from '../../edge/hosted-pages/hosted-scope';
import { LOGGER } from '../../edge/tokens';
import { AccountChangesHandler } from './account-changes.handler';
import type { AccountRequest } from './account-door.service';
import { AccountEndHandler, type Download } from './account-end.handler';
import { AccountWaysHandler } from './account-ways.handler';
import { AccountHandler } from './account.handler';

const BASE = '/t/:workspace/account';

/** The account of a subscriber. A HEAD would begin a sign-in unseen, so there is none. */
@Injectable()
export class AccountRoutes implements OnModuleInit {
  constructor(
    private readonly host: HttpAdapterHost,
    private readonly pages: AccountHandler,
    private readonly changes: AccountChangesHandler,
    private readonly end: AccountEndHandler,
    private readonly ways: AccountWaysHandler,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async onModuleInit(): Promise<void> {
    const { pages, changes, end, ways } = this;
    await registerHostedRoutes(this.host.httpAdapter.getInstance<FastifyInstance>(), this.logger, (scope) => {
      const get = (path: string, answer: (http: AccountRequest) => Promise<HostedAnswer>): void =>
        void scope.get(path, { exposeHeadRoute: false }, (http, reply) => send(answer, http, reply));
      const post = (path: string, answer: (http: AccountRequest) => Promise<HostedAnswer | Download>): void =>
        void scope.post(path, (http, reply) => send(answer, http, reply));
      get(BASE, (http) => pages.show(http));
      get(`${BASE}/gpts/:gpt`, (http) => pages.showGpt(http));
      post(`${BASE}/gpts/:gpt/end`, (http) => changes.endAccess(http));
      post(`${BASE}/devices/:session/sign-out`, (http) => changes.endSession(http));
      post(`${BASE}/devices/sign-out-others`, (http) => changes.endOtherSessions(http));
      get(`${BASE}/passkeys/add`, (http) => ways.askForPasskey(http));
      post(`${BASE}/passkeys/add`, (http) => ways.addPasskey(http));
      post(`${BASE}/passkeys/:passkey/remove`, (http) => ways.removePasskey(http));
      get(`${BASE}/password`, (http) => ways.askForPassword(http));
      post(`${BASE}/password`, (http) => ways.savePassword(http));
      post(`${BASE}/news`, (http) => changes.news(http));
      post(`${BASE}/export`, (http) => end.export(http));
      get(`${BASE}/erase`, (http) => pages.showErase(http));
      post(`${BASE}/erase`, (http) => end.erase(http));
      post(`${BASE}/sign-out`, (http) => end.signOut(http));
      get(`${BASE}/signed-out`, (http) => end.showSignedOut(http));
    });
  }
}

async function send(
  answerTo: (http: AccountRequest) => Promise<HostedAnswer | Download>,
  http: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const answer = await answerTo(http as AccountRequest);
  if (answer.kind !== 'download') return sendHosted(reply, answer);
  return reply
    .header('cache-control', 'no-store')
    .header('x-content-type-options', 'nosniff')
    .header('content-disposition', `attachment; filename="${answer.fileName}"`)
    .type('application/json; charset=utf-8')
    .send(answer.record);
}
