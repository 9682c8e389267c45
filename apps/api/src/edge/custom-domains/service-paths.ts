import { NotFoundException } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import type { CustomDomains } from './custom-domains.service';
import { foreignHost, isServicePath } from './tenant-door';

/**
 * On a workspace's own domain there is its issuer and nothing else: no dashboard, no API, no other workspace, no metrics. Cookies of a workspace's pages
 * must not come together with the service's, and nobody should be asked for the dashboard's password under a name that a creator controls.
 */
export function refuseServicePaths(server: FastifyInstance, domains: CustomDomains, publicUrl: string): void {
  const { host: publicHost } = new URL(publicUrl);
  // With a callback: no request to the service's own host pays for a promise here.
  server.addHook('onRequest', (request, _reply, done) => {
    const host = foreignHost(request.headers.host, publicHost);
    if (host === null || !isServicePath(request.originalUrl)) return done();
    domains.holderOf(host).then((holder) => (holder === null ? done() : done(new NotFoundException())), done);
  });
}
