import proxy from '@fastify/http-proxy';
import { AppError } from '@gatehouse/core';
import type { Logger } from '@gatehouse/platform';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { sendProblem } from '../errors/problem-reply';

/**
 * Shows the local sandboxes (Google's account chooser, the mail page) under `/dev` of the one public port. Never in production:
 * the configuration refuses a sandbox there.
 */
export async function proxySandbox(server: FastifyInstance, sandboxUrl: string, logger: Logger): Promise<void> {
  await server.register(async (scope) => {
    // Bodies pass through unread: the proxy brings parsers of its own, which the API's would stand in the way of.
    scope.removeAllContentTypeParsers();
    await scope.register(proxy, {
      upstream: sandboxUrl,
      prefix: '/dev',
      rewritePrefix: '/dev',
      replyOptions: {
        onError: (reply, { error }) =>
          sendProblem(
            logger,
            reply.request as FastifyRequest,
            reply as FastifyReply,
            new AppError('temporarily_unavailable', { retryAfterSeconds: 1, cause: error }),
          ),
      },
      preHandler: (_request, reply, done) => {
        // The sandbox's pages state their own rules; the dashboard's would keep the mail page from showing a mail in a frame.
        for (const name of ['content-security-policy', 'x-frame-options']) reply.raw.removeHeader(name);
        done();
      },
    });
  });
}
