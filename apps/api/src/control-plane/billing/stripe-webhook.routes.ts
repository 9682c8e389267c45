import { AppError, parseId } from '@gatehouse/core';
import {
  Database,
  isStripeAway,
  type Logger,
  type OwnEndpoint,
  readSignedEvent,
  StripeAccounts,
  stripeConnectionRepository,
  StripeEvents,
  stripeFault,
  Vault,
  WEBHOOK_SECRET_COLUMN,
} from '@gatehouse/platform';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { sendProblem } from '../../edge/errors/problem-reply';
import { LOGGER, STRIPE } from '../../edge/tokens';

const PATH = '/webhooks/stripe';
/** Stripe's largest events (invoices of many lines) stay well below. */
const BODY_LIMIT_BYTES = 1_048_576;
const RETRY_AFTER_SECONDS = 30;

/**
 * Where Stripe tells of what happened in the accounts that are connected. Directly on the server: the signature is over the bytes, so nothing may read them
 * before. Whoever cannot sign gets 400 whatever they send, and leaves no trace.
 */
@Injectable()
export class StripeWebhookRoutes implements OnModuleInit {
  constructor(
    private readonly host: HttpAdapterHost,
    private readonly events: StripeEvents,
    private readonly database: Database,
    private readonly vault: Vault,
    @Inject(STRIPE) private readonly accounts: StripeAccounts | null,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async onModuleInit(): Promise<void> {
    const { accounts } = this;
    if (accounts === null) return;
    await this.host.httpAdapter.getInstance<FastifyInstance>().register((scope, _options, done) => {
      scope.removeAllContentTypeParsers();
      scope.addContentTypeParser(
        'application/json',
        { parseAs: 'buffer', bodyLimit: BODY_LIMIT_BYTES },
        (_request, body, parsed) => parsed(null, body),
      );
      scope.setErrorHandler((thrown, request, reply) => sendProblem(this.logger, request, reply, thrown));
      scope.post(PATH, (request, reply) => this.receive(accounts, null, request, reply));
      scope.post<{ Params: { workspace: string } }>(`${PATH}/:workspace`, async (request, reply) => {
        const own = await this.findOwn(request.params.workspace);
        if (own === null) throw unsigned();
        return this.receive(accounts, own, request, reply);
      });
      done();
    });
  }

  /** The endpoint of a workspace that is paid by a key of its own; whether there is one is nobody's to know. */
  private async findOwn(text: string): Promise<(OwnEndpoint & { holder: string }) | null> {
    const holder = parseId('wsp', text);
    if (holder === null) return null;
    const connection = await this.database.inWorkspace(holder, (tx) => stripeConnectionRepository.find(tx));
    const sealed = connection?.webhookSecretSealed ?? null;
    if (connection === null || sealed === null) return null;
    const secret = this.vault.open(sealed, { workspaceId: holder, column: WEBHOOK_SECRET_COLUMN });
    return { holder, secret, accountId: connection.stripeAccountId };
  }

  private async receive(
    accounts: StripeAccounts,
    own: (OwnEndpoint & { holder: string }) | null,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<FastifyReply> {
    const { 'stripe-signature': signature } = request.headers;
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const notice = typeof signature === 'string' ? readSignedEvent(accounts, body, signature, own) : null;
    if (notice === null) throw unsigned();
    try {
      await this.events.apply(notice, false, own?.holder ?? null);
    } catch (error) {
      this.logger.warn({ event: notice.id, account: notice.stripeAccountId, error: stripeFault(error) }, 'an event waits');
      // What an account refuses it refuses again: the sync heals it, and other creators' events are not held up by it (ADR 0026).
      if (stripeFault(error) === 'unknown' || isStripeAway(error))
        throw new AppError('temporarily_unavailable', { retryAfterSeconds: RETRY_AFTER_SECONDS, cause: error });
    }
    return reply.code(200).header('cache-control', 'no-store').send({ received: true });
  }
}

const unsigned = (): AppError =>
  new AppError('malformed_request', { detail: 'The signature is not one of Stripe’s over this body.' });
