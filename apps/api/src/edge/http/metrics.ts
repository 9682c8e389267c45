import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Registry, register as shared } from 'prom-client';
import { observeRequest } from './request-durations';

/** `/metrics` in Prometheus' text format: the process, every request, and whatever else is in prom-client's shared registry. */
export function serveMetrics(server: FastifyInstance): void {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  server.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'unmatched';
    observeRequest(request.method, route, reply.statusCode, reply.elapsedTime / 1000);
    done();
  });
  server.get('/metrics', async (_request, reply) => {
    const text = await Registry.merge([registry, shared]).metrics();
    return reply.header('cache-control', 'no-store').type(registry.contentType).send(text);
  });
}
