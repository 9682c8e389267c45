import type { Logger } from '@gatehouse/platform';
import { type ArgumentsHost, Catch, type ExceptionFilter, Inject } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { RouteMethods } from '../http/route-methods';
import { LOGGER } from '../tokens';
import { answerThrown } from './answer-thrown';

/** Where the refusals of controllers, guards and pipes become HTTP. What Fastify refuses by itself is answered by the server (fastify-server.ts). */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly routeMethods: RouteMethods,
  ) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const { logger, routeMethods } = this;
    answerThrown({ logger, routeMethods }, thrown, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }
}
