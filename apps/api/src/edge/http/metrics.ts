import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Histogram, Registry, register as shared } from 'prom-client';

/**
 * `/metrics` in Prometheus' text format: the process, every request by route pattern (never by path: ids and slugs would make
 * a series each), and whatever other rooms put into prom-client's shared registry.
 */
export function serveMetrics(server: FastifyInstance): void {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const durations = new Histogram({
    name: 'gatehouse_http_request_duration_seconds',
    help: 'Time from the request to the end of the answer',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [registry],
  });
  server.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'unmatched';
    durations.labels(request.method, route, String(reply.statusCode)).observe(reply.elapsedTime / 1000);
    done();
  });
  server.get('/metrics', async (_request, reply) => {
    const text = await Registry.merge([registry, shared]).metrics();
    return reply.header('cache-control', 'no-store').type(registry.contentType).send(text);
  });
}
