import { AppError } from '@gatehouse/core';
import type { Logger } from '@gatehouse/platform';
import { NotFoundException } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { RouteMethods } from '../http/route-methods';
import { replyWithProblem, sendProblem } from './problem-reply';

/** Answers whatever was thrown; a path that exists for other methods is told from one that does not exist. */
export function answerThrown(
  { logger, routeMethods }: { logger: Logger; routeMethods: RouteMethods },
  thrown: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  const allowed = thrown instanceof NotFoundException ? routeMethods.othersThan(request.method, request.url) : [];
  if (allowed.length === 0) {
    sendProblem(logger, request, reply, thrown);
    return;
  }
  // RFC 9110 section 15.5.6: a 405 names what is allowed instead.
  replyWithProblem(reply.header('allow', allowed.join(', ')), new AppError('method_not_allowed'));
}
