import type { FastifyInstance } from 'fastify';
import type { JsonAnswer } from './json-answer';

/**
 * Lets scripts of any origin read every answer of this part of the server, refusals too (Fetch 3.2). Only for what is public or opened by a token that the
 * script itself holds: never where a cookie of ours speaks, and so never with credentials (RFC 9700 4.2 wants none of it on the authorization
 * endpoint).
 */
export function readableAnywhere(scope: FastifyInstance): void {
  scope.addHook('onRequest', (_request, reply, done) => {
    void reply.headers({ 'access-control-allow-origin': '*', 'access-control-expose-headers': 'WWW-Authenticate, Retry-After' });
    done();
  });
}

/** The answer to a browser's question whether a script may call with a bearer token (Fetch 3.2.2). */
export function preflightAnswer(methods: readonly string[]): JsonAnswer {
  return {
    status: 204,
    headers: {
      'access-control-allow-methods': methods.join(', '),
      'access-control-allow-headers': 'Authorization, Content-Type',
      'access-control-max-age': '7200',
    },
    body: null,
  };
}
