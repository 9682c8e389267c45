import type { FastifyInstance } from 'fastify';
import { isIP } from 'node:net';
import type { CustomDomains } from './custom-domains.service';

const NAME = /^[a-z0-9.-]{1,253}$/;

/**
 * `GET /internal/tls-allowed?domain=`: whether a certificate may be had for a name, as Caddy asks before it gets one (`on_demand_tls.ask`). 200 for a domain
 * that a workspace has verified, 404 for all others, and nothing besides: the DNS says the same to anybody. Without it, whoever points any name
 * here would have certificates made until the authority's limits are used up.
 */
export function serveTlsAllowed(server: FastifyInstance, domains: CustomDomains): void {
  server.get('/internal/tls-allowed', { exposeHeadRoute: false }, async (request, reply) => {
    const { domain } = request.query as { domain?: unknown };
    const name = typeof domain === 'string' ? domain.toLowerCase() : '';
    const allowed = NAME.test(name) && isIP(name) === 0 && (await domains.holderOf(name)) !== null;
    return reply
      .code(allowed ? 200 : 404)
      .header('cache-control', 'no-store')
      .send();
  });
}
