import { SERVICE_KEY_HEADER } from '@gatehouse/core';
import type { Logger } from '@gatehouse/platform';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { LOGGER } from '../../edge/tokens';
import { malformed, UNAVAILABLE, type VerifyAnswer } from './verify-answer';
import { VerifyHandler } from './verify.handler';
import type { VerifyRequest } from './verify-request';

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
        url: '/t/:workspace/verify',
        // A HEAD would count a call.
        exposeHeadRoute: false,
        handler: async (request, reply) => send(reply, await this.handler.handle(requestFrom(request))),
      });
      done();
    });
  }

  /** Whatever goes wrong on our side, a call is neither let through nor answered with a 500. */
  private answerToFailure(error: FastifyError): VerifyAnswer {
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

function requestFrom(request: FastifyRequest): VerifyRequest {
  const { headers } = request;
  const { url = '' } = request.raw;
  const mark = url.indexOf('?');
  return {
    workspace: (request.params as { workspace: string }).workspace,
    authorization: headers.authorization,
    keyHeader: firstOf(headers[SERVICE_KEY_HEADER]),
    idempotencyKey: headers['idempotency-key']?.toString() || undefined,
    query: mark === -1 ? '' : url.slice(mark + 1),
    body: Buffer.isBuffer(request.body) ? request.body : null,
    contentType: headers['content-type'],
    contentEncoding: headers['content-encoding'],
  };
}

const firstOf = (header: string | string[] | undefined): string | undefined => (Array.isArray(header) ? header[0] : header);

/** The body is written already: as text it passes Fastify unchanged. */
function send(reply: FastifyReply, { status, headers, text }: VerifyAnswer): FastifyReply {
  return reply
    .code(status)
    .header('content-type', 'application/json; charset=utf-8')
    .header('cache-control', 'no-store')
    .headers(headers)
    .send(text);
}
