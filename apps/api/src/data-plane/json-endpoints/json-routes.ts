import type { Logger } from '@gatehouse/platform';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { problemFrom } from '../../edge/errors/problem-from';
import { type JsonAnswer, oauthError, sendJson } from './json-answer';

/** Bytes of a body; a token, an id and a secret take a few hundred. */
const BODY_LIMIT_BYTES = 16_384;

/**
 * A part of the server whose routes answer programs in the words of OAuth: bodies arrive as bytes for the handlers to read, and whatever goes
 * wrong is an OAuth error.
 */
export async function registerJsonRoutes(
  server: FastifyInstance,
  logger: Logger,
  define: (scope: FastifyInstance) => void,
): Promise<void> {
  await server.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: BODY_LIMIT_BYTES }, (_request, body, parsed) =>
      parsed(null, body),
    );
    scope.setErrorHandler((thrown, request, reply) => sendJson(reply, answerToFailure(thrown, request, logger)));
    define(scope);
    done();
  });
}

function answerToFailure(thrown: unknown, request: FastifyRequest, logger: Logger): JsonAnswer {
  const { refusal, unexpected } = problemFrom(thrown);
  if (unexpected) {
    const { message, stack } = thrown instanceof Error ? thrown : { message: 'unknown', stack: undefined };
    logger.error({ route: request.routeOptions.url, error: message, stack }, 'an endpoint for programs failed');
  }
  const { status, retryAfterSeconds } = refusal;
  const headers = retryAfterSeconds === null ? {} : { 'retry-after': String(retryAfterSeconds) };
  if (status === 429 || status === 503) return oauthError(status, 'temporarily_unavailable', refusal.message, headers);
  if (status >= 500) return oauthError(status, 'server_error', 'Something went wrong on our side.');
  return status === 404 ? oauthError(404, 'not_found', refusal.message) : oauthError(400, 'invalid_request', refusal.message);
}
