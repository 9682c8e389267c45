import { type Logger } from '@gatehouse/platform';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { problemFrom } from '../../edge/errors/problem-from';
import { Throttle } from '../../edge/throttle/throttle.service';
import { LOGGER } from '../../edge/tokens';
import { clientRequestFrom } from '../clients/client-request';
import { type TokenAnswer, trouble } from './token-answer';
import { TokenHandler } from './token.handler';

/** Parameters take a few thousand bytes at the very most. */
const BODY_LIMIT_BYTES = 16_384;
const PATH = '/t/:workspace/oauth/token';

/** Puts the token endpoint on Nest's Fastify instance; bodies arrive as bytes, and every answer is one of RFC 6749. */
@Injectable()
export class TokenRoutes implements OnModuleInit {
  constructor(
    private readonly host: HttpAdapterHost,
    private readonly handler: TokenHandler,
    private readonly throttle: Throttle,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.host.httpAdapter.getInstance<FastifyInstance>().register((scope, _options, done) => {
      scope.removeAllContentTypeParsers();
      scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: BODY_LIMIT_BYTES }, (_request, body, parsed) =>
        parsed(null, body),
      );
      scope.setErrorHandler((error, _request, reply) => send(reply, this.answerToFailure(error)));
      scope.post(PATH, async (request, reply) =>
        send(reply, await this.handler.handle(clientRequestFrom(request, this.throttle.source(request)))),
      );
      // RFC 6749 3.2: POST only.
      scope.route({
        method: ['GET', 'PUT', 'PATCH', 'DELETE'],
        url: PATH,
        exposeHeadRoute: false,
        handler: (_request, reply) =>
          send(reply, trouble(405, 'invalid_request', 'The token endpoint takes POST only.', { allow: 'POST' })),
      });
      done();
    });
  }

  private answerToFailure(thrown: unknown): TokenAnswer {
    const { refusal, unexpected } = problemFrom(thrown);
    if (unexpected)
      this.logger.error(
        { error: thrown instanceof Error ? (thrown.stack ?? thrown.message) : 'unknown' },
        'token endpoint failed',
      );
    if (refusal.status === 413) return trouble(400, 'invalid_request', `The body is larger than ${BODY_LIMIT_BYTES} bytes.`);
    if (refusal.status < 500) return trouble(400, 'invalid_request', 'The request cannot be read.');
    if (refusal.status === 503) return trouble(503, 'temporarily_unavailable', 'Try again in a moment.', { 'retry-after': '1' });
    return trouble(500, 'server_error', 'Something went wrong on our side.');
  }
}

/** RFC 6749 5.1: nothing on the way may keep tokens. */
function send(reply: FastifyReply, { status, headers, body }: TokenAnswer): FastifyReply {
  return reply.code(status).header('cache-control', 'no-store').header('pragma', 'no-cache').headers(headers).send(body);
}
