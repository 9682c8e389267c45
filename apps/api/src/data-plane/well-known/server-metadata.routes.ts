import { serverMetadata } from '@gatehouse/core';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { Tenants } from '../tenants/tenants.service';

/** Authorization server metadata (RFC 8414), at the place that 3.1 derives from an issuer with a path: inserted before it. */
@Injectable()
export class ServerMetadataRoutes implements OnModuleInit {
  constructor(
    private readonly host: HttpAdapterHost,
    private readonly tenants: Tenants,
  ) {}

  onModuleInit(): void {
    const server = this.host.httpAdapter.getInstance<FastifyInstance>();
    server.get('/.well-known/oauth-authorization-server/t/:workspace', async (request, reply) => {
      const tenant = await this.tenants.resolve((request.params as { workspace: string }).workspace);
      if (tenant === null)
        return reply.code(404).send({ error: 'not_found', error_description: 'There is no workspace at this address.' });
      // What is advertised changes with releases; libraries ask once per start.
      return reply.header('cache-control', 'public, max-age=300').send(serverMetadata(tenant.issuer));
    });
  }
}
