import type { Config, Logger } from '@gatehouse/platform';
import { Inject, Injectable, NotFoundException, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { CONFIG, LOGGER } from '../../edge/tokens';
import { answerPlainCalls, VERIFY_ROUTE } from './plain-calls';
import { malformed, UNAUTHORIZED, UNAVAILABLE, type VerifyAnswer } from './verify-answer';
import { VerifyHandler } from './verify.handler';
import { type VerifyRequest, verifyRequestFrom } from './verify-request';

/** Parameters take a few hundred bytes. */
const BODY_LIMIT_BYTES = 16_384;
const LOG_INTERVAL_MS = 1_000;

/** Puts verify on Nest's Fastify instance directly: no guard, pipe or interceptor stands between the wire and the corridor. */
@Injectable()
export class VerifyRoutes implements OnModuleInit {
  private quietUntil = 0;

  constructor(
    private readonly host: HttpAdapterHost,
    private readonly handler: VerifyHandler,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async onModuleInit(): Promise<void> {
    const server = this.host.httpAdapter.getInstance<FastifyInstance>();
    await server.register((scope, _options, done) => {
      scope.removeAllContentTypeParsers();
      // Whatever the type says, the corridor's own parser judges the bytes, and answers in the corridor's words.
      scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: BODY_LIMIT_BYTES }, (_request, body, parsed) =>
        parsed(null, body),
      );
      scope.setErrorHandler((error: FastifyError, _request, reply) => send(reply, this.answerToFailure(error)));
      scope.route({
        method: ['GET', 'POST'],
        url: VERIFY_ROUTE,
        // A HEAD would count a call.
        exposeHeadRoute: false,
        handler: async (request, reply) => send(reply, await this.answer(requestFrom(request))),
      });
      done();
    });
    const { host: publicHost } = new URL(this.config.publicUrl);
    answerPlainCalls(server, { publicHost, answer: (request) => this.answer(request) });
  }

  private async answer(request: VerifyRequest): Promise<VerifyAnswer> {
    try {
      return await this.handler.handle(request);
    } catch (error) {
      return this.answerToFailure(error as Error);
    }
  }

  /** Whatever goes wrong on our side, a call is neither let through nor answered with a 500. */
  private answerToFailure(error: Error & { statusCode?: number }): VerifyAnswer {
    // Another workspace's door, on a domain that is somebody's own.
    if (error instanceof NotFoundException) return UNAUTHORIZED;
    if (error.statusCode !== undefined && error.statusCode < 500) {
      return malformed(
        error.statusCode === 413 ? `the body is larger than ${BODY_LIMIT_BYTES} bytes` : 'the request cannot be read',
      );
    }
    const now = performance.now();
    if (now >= this.quietUntil) {
      // An outage fails thousands of calls a second for one reason.
      this.quietUntil = now + LOG_INTERVAL_MS;
      this.logger.error({ error: error.message, stack: error.stack }, 'verify could not decide');
    }
    return UNAVAILABLE;
  }
}

function requestFrom({ raw, params, body }: FastifyRequest): VerifyRequest {
  return verifyRequestFrom(raw, (params as { workspace: string }).workspace, Buffer.isBuffer(body) ? body : null);
}

/** The body is written already: as text it passes Fastify unchanged. */
function send(reply: FastifyReply, { status, headers, text }: VerifyAnswer): FastifyReply {
  return reply
    .code(status)
    .header('content-type', 'application/json; charset=utf-8')
    .header('cache-control', 'no-store')
    .headers(headers)
    .send(text);
}
