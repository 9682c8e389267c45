import type { FastifyInstance, FastifyReply } from 'fastify';

/**
 * Passport's strategies speak Express: they set headers and end the response on what Nest hands them, and a state store sets its cookie
 * on `request.res`. Fastify's reply learns these words here, once for both planes.
 */
export function speakPassport(server: FastifyInstance): void {
  server.decorateReply('setHeader', function (this: FastifyReply, name: string, value: string) {
    return this.header(name, value);
  });
  server.decorateReply('end', function (this: FastifyReply, body?: string) {
    return this.send(body ?? '');
  });
  server.decorateRequest('res', null);
  server.addHook('onRequest', (request, reply, done) => {
    request.res = reply;
    done();
  });
}

declare module 'fastify' {
  interface FastifyRequest {
    /** The request's own reply, where Express keeps its response. */
    res: FastifyReply | null;
  }
  interface FastifyReply {
    setHeader(name: string, value: string): FastifyReply;
    end(body?: string): FastifyReply;
  }
}
