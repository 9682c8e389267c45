import { AppError, parseId } from '@gatehouse/core';
import { brandingRepository, Database, type Logger, type LogoRow } from '@gatehouse/platform';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { LOGGER } from '../../edge/tokens';
import { registerJsonRoutes } from '../json-endpoints/json-routes';
import { Tenants } from '../tenants/tenants.service';

type LogoRequest = FastifyRequest<{ Params: { workspace: string; gpt: string; hash: string } }>;

/** The address names the content, so a copy never grows old. */
const FOREVER = 'public, max-age=31536000, immutable';

/** `GET /t/{workspace}/logos/{gpt}/{hash}`: logos, from our own origin, as what they were found to be when they were uploaded and as nothing else. */
@Injectable()
export class LogosRoutes implements OnModuleInit {
  constructor(
    private readonly host: HttpAdapterHost,
    private readonly tenants: Tenants,
    private readonly database: Database,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async onModuleInit(): Promise<void> {
    await registerJsonRoutes(this.host.httpAdapter.getInstance<FastifyInstance>(), this.logger, (scope) => {
      scope.get('/t/:workspace/logos/:gpt/:hash', (request, reply) => this.answer(request as LogoRequest, reply));
    });
  }

  private async answer({ params }: LogoRequest, reply: FastifyReply): Promise<FastifyReply> {
    const logo = await this.find(params);
    if (logo === null) throw new AppError('not_found', { detail: 'There is no image at this address.' });
    return reply
      .header('cache-control', FOREVER)
      .header('content-security-policy', "default-src 'none'; sandbox")
      .header('x-content-type-options', 'nosniff')
      .header('content-disposition', 'inline')
      .type(logo.mediaType)
      .send(logo.image);
  }

  private async find({ workspace, gpt, hash }: LogoRequest['params']): Promise<LogoRow | null> {
    const gptId = parseId('gpt', gpt);
    if (gptId === null || !/^[0-9a-f]{64}$/.test(hash)) return null;
    const tenant = await this.tenants.resolve(workspace);
    if (tenant === null) return null;
    return this.database.inWorkspace(tenant.id, (tx) => brandingRepository.findImage(tx, gptId, hash));
  }
}
