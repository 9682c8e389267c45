import type { FastifyInstance } from 'fastify';
import { oauthError, sendJson } from './json-answer';

/** Says so to whoever asks by another method (RFC 9110 15.5.6; the endpoints that take credentials are POST only: RFC 7009 2.1, RFC 7662 2.1). */
export function postOnly(scope: FastifyInstance, url: string): void {
  scope.route({
    method: ['GET', 'PUT', 'PATCH', 'DELETE'],
    url,
    exposeHeadRoute: false,
    handler: (_request, reply) =>
      sendJson(reply, oauthError(405, 'invalid_request', 'This endpoint takes POST only.', { allow: 'POST' })),
  });
}
