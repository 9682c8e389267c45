import proxy from '@fastify/http-proxy';
import { AppError } from '@gatehouse/core';
import type { Logger } from '@gatehouse/platform';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { sendProblem } from '../errors/problem-reply';

const LOOPBACK_HOST = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/**
 * Shows the local sandboxes (Google's account chooser, the mail page) under `/dev` of the one public port. Never in production:
 * the configuration refuses a sandbox there.
 */
export async function proxySandbox(
  server: FastifyInstance,
  sandboxUrl: string,
  publicUrl: string,
  logger: Logger,
): Promise<void> {
  const ownHost = new URL(publicUrl).host;
  await server.register(async (scope) => {
    scope.addHook('onRequest', (request, _reply, done) => {
      // A site whose name was pointed at this machine (DNS rebinding) would read everybody's mail from its visitor's browser.
      const named = request.headers.host ?? '';
      done(named === ownHost || LOOPBACK_HOST.test(named) ? undefined : new AppError('not_found'));
    });
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
