import { AppError, openidMetadata, serverMetadata } from '@gatehouse/core';
import type { Logger } from '@gatehouse/platform';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { LANGUAGES } from '../../edge/hosted-pages/language';
import { LOGGER } from '../../edge/tokens';
import { readableAnywhere } from '../json-endpoints/cross-origin';
import { sendJson } from '../json-endpoints/json-answer';
import { registerJsonRoutes } from '../json-endpoints/json-routes';
import { Tenants } from '../tenants/tenants.service';

/**
 * Where a client looks for an issuer's metadata: RFC 8414 3.1 inserts the well-known part before the issuer's path, OpenID Connect Discovery 4
 * appends it. Both say the same.
 */
const PLACES = ['/.well-known/oauth-authorization-server/t/:workspace', '/t/:workspace/.well-known/openid-configuration'];

/** What is advertised changes with releases; libraries ask once per start. */
const MAX_AGE_SECONDS = 300;

@Injectable()
export class ServerMetadataRoutes implements OnModuleInit {
  constructor(
    private readonly host: HttpAdapterHost,
    private readonly tenants: Tenants,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async onModuleInit(): Promise<void> {
    await registerJsonRoutes(this.host.httpAdapter.getInstance<FastifyInstance>(), this.logger, (scope) => {
      readableAnywhere(scope);
      for (const place of PLACES) scope.get(place, (request, reply) => this.answer(request, reply));
    });
  }

  private async answer(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const tenant = await this.tenants.resolve((request.params as { workspace: string }).workspace);
    if (tenant === null) throw new AppError('not_found', { detail: 'There is no workspace at this address.' });
    const headers = { 'cache-control': `public, max-age=${MAX_AGE_SECONDS}` };
    return sendJson(reply, {
      status: 200,
      headers,
      body: serverMetadata(tenant.issuer, openidMetadata(tenant.issuer, LANGUAGES)),
    });
  }
}
