import { AppError } from '@gatehouse/core';
import type { Logger } from '@gatehouse/platform';
import { type ArgumentsHost, Catch, type ExceptionFilter, Inject, NotFoundException } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { RouteMethods } from '../http/route-methods';
import { LOGGER } from '../tokens';
import { replyWithProblem, sendProblem } from './problem-reply';

/** The one place where the control plane's refusals become HTTP. Nest also brings here what Fastify refuses before any route. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly routeMethods: RouteMethods,
  ) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const allowed = thrown instanceof NotFoundException ? this.routeMethods.othersThan(request.method, request.url) : [];
    if (allowed.length === 0) {
      sendProblem(this.logger, request, reply, thrown);
      return;
    }
    // RFC 9110 section 15.5.6: a 405 names what is allowed instead.
    replyWithProblem(reply.header('allow', allowed.join(', ')), new AppError('method_not_allowed'));
  }
}
