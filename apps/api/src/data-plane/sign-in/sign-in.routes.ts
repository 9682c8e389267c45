import { IDENTITY_PROVIDERS } from '@gatehouse/core';
import type { Config, Logger } from '@gatehouse/platform';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { providerCallbackPath } from '../../edge/strategies/provider-callback-path';
import { checkVisitors } from '../../edge/bot-check/check-visitors';
import { CONFIG, LOGGER } from '../../edge/tokens';
import { type HostedAnswer, sendHosted } from '../../edge/hosted-pages/hosted-answer';
import { registerHostedRoutes } from '../../edge/hosted-pages/hosted-scope';
import { AccessRequestHandler } from '../access/access-request.handler';
import { AddPasskeyHandler } from '../passkeys/add-passkey.handler';
import { PasskeySignInHandler } from '../passkeys/passkey-sign-in.handler';
import { ChooseMethodHandler } from './choose-method.handler';
import { ConsentHandler } from './consent.handler';
import { EmailLinkHandler } from './email-link/email-link.handler';
import { EmailHandler } from './email.handler';
import { ProviderHandler } from './provider.handler';
import { handOverPath } from './interaction-paths';
import { nobodyHerePage } from '../account/nobody-here-page';
import type { InteractionRequest } from './interactions.service';
import { NobodyHere } from './subscriber-sign-in.service';
import { NewPasswordHandler } from './password/new-password.handler';
import { PasswordHandler } from './password/password.handler';

const BASE = '/t/:workspace/sign-in/:interaction';

/** The hosted pages of a sign-in. A HEAD would do what a GET does, unseen, so there is none. */
@Injectable()
export class SignInRoutes implements OnModuleInit {
  constructor(
    private readonly host: HttpAdapterHost,
    private readonly choice: ChooseMethodHandler,
    private readonly email: EmailHandler,
    private readonly link: EmailLinkHandler,
    private readonly password: PasswordHandler,
    private readonly newPassword: NewPasswordHandler,
    private readonly provider: ProviderHandler,
    private readonly passkey: PasskeySignInHandler,
    private readonly addPasskey: AddPasskeyHandler,
    private readonly consent: ConsentHandler,
    private readonly access: AccessRequestHandler,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async onModuleInit(): Promise<void> {
    const { choice, email, link, password, newPassword, provider, passkey, addPasskey, consent, access } = this;
    await registerHostedRoutes(this.host.httpAdapter.getInstance<FastifyInstance>(), this.logger, (scope) => {
      if (this.config.botCheck !== null) checkVisitors(scope, this.config.botCheck, this.logger);
      const get = (path: string, answer: (http: InteractionRequest) => Promise<HostedAnswer>): void =>
        void scope.get(path, { exposeHeadRoute: false }, (http, reply) => sendAnswerOf(answer, http, reply));
      const post = (path: string, answer: (http: InteractionRequest) => Promise<HostedAnswer>): void =>
        void scope.post(path, (http, reply) => sendAnswerOf(answer, http, reply));
      get(BASE, (http) => choice.show(http));
      post(`${BASE}/switch`, (http) => choice.switchAccount(http));
      post(`${BASE}/email`, (http) => email.send(http));
      get(`${BASE}/code`, (http) => email.ask(http));
      post(`${BASE}/code`, (http) => email.take(http));
      get(`${BASE}/link`, (http) => link.open(http));
      post(`${BASE}/link`, (http) => link.take(http));
      get(`${BASE}/password`, (http) => password.ask(http));
      post(`${BASE}/password`, (http) => password.take(http));
      get(`${BASE}/password/new`, (http) => newPassword.askAddress(http));
      post(`${BASE}/password/new`, (http) => newPassword.send(http));
      get(`${BASE}/password/code`, (http) => newPassword.askPassword(http));
      post(`${BASE}/password/code`, (http) => newPassword.take(http));
      for (const id of IDENTITY_PROVIDERS) {
        get(`${BASE}/${id}`, (http) => provider.setOut(http, id));
        get(providerCallbackPath(id), (http) => provider.comeBack(http, id));
        get(handOverPath(id), (http) => provider.goOn(http, id));
        get(`${BASE}/${id}/arrive`, (http) => provider.arrive(http, id));
      }
      get(`${BASE}/passkey`, (http) => passkey.ask(http));
      post(`${BASE}/passkey`, (http) => passkey.take(http));
      get(`${BASE}/passkey/add`, (http) => addPasskey.offer(http));
      post(`${BASE}/passkey/add`, (http) => addPasskey.take(http));
      post(`${BASE}/passkey/skip`, (http) => addPasskey.skip(http));
      get(`${BASE}/consent`, (http) => consent.ask(http));
      post(`${BASE}/consent`, (http) => consent.take(http));
      post(`${BASE}/access-request`, (http) => access.take(http));
    });
  }
}

async function sendAnswerOf(
  answer: (http: InteractionRequest) => Promise<HostedAnswer>,
  http: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  try {
    return sendHosted(reply, await answer(http as InteractionRequest));
  } catch (error) {
    if (error instanceof NobodyHere) return sendHosted(reply, nobodyHerePage(error.live));
    throw error;
  }
}
