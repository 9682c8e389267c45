import { AppError, toProblem } from '@gatehouse/core';
import type { Logger } from '@gatehouse/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { problemFrom } from './problem-from';

/** Sends `application/problem+json` (RFC 9457) for whatever was thrown, and logs what nobody expected. */
export function sendProblem(logger: Logger, request: FastifyRequest, reply: FastifyReply, thrown: unknown): void {
  const { refusal, unexpected } = problemFrom(thrown);
  if (unexpected) logUnexpected(logger, request, thrown);
  if (reply.sent || reply.raw.headersSent) {
    // Half of an answer is out: only a cut connection still tells the caller that it is not whole.
    reply.raw.destroy();
    return;
  }
  replyWithProblem(reply, refusal);
}

/** Sends the refusal as it is. */
export function replyWithProblem(reply: FastifyReply, refusal: AppError): void {
  if (refusal.retryAfterSeconds !== null) reply.header('retry-after', refusal.retryAfterSeconds);
  void reply
    .code(refusal.status)
    .header('cache-control', 'no-store')
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify(toProblem(refusal)));
}

/** Names, stacks and codes only: an error object of the database also carries the values that were being written. */
function logUnexpected(logger: Logger, request: FastifyRequest, thrown: unknown): void {
  const error = thrown instanceof AppError && thrown.cause !== undefined ? thrown.cause : thrown;
  const seen = error instanceof Error ? error : new Error('something that is no error was thrown');
  logger.error(
    {
      method: request.method,
      route: request.routeOptions?.url ?? null,
      request_id: request.id,
      error: { name: seen.name, message: seen.message, stack: seen.stack, code: (seen as { code?: unknown }).code },
    },
    'a request failed unexpectedly',
  );
}
