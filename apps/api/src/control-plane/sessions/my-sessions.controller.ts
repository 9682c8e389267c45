import { AppError } from '@gatehouse/core';
import { Controller, Delete, Get, HttpCode, Param, Req } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { CurrentCaller, SessionOnly } from '../../edge/access/access.decorators';
import type { Caller } from '../../edge/access/caller';
import { SecurityEvents } from '../audit/security-events.service';
import { MySessionPage } from './my-session.dto';
import { MySessionsService } from './my-sessions.service';

@ApiTags('auth')
@Controller('api/v1/me/sessions')
export class MySessionsController {
  constructor(
    private readonly service: MySessionsService,
    private readonly events: SecurityEvents,
  ) {}

  @Get()
  @SessionOnly()
  @ApiOkResponse({ type: MySessionPage })
  listMySessions(@CurrentCaller() caller: Caller): Promise<MySessionPage> {
    return this.service.list(caller);
  }

  @Delete(':session')
  @HttpCode(204)
  @SessionOnly()
  @ApiNoContentResponse({ description: 'That browser is signed out from its next request on.' })
  async endMySession(
    @CurrentCaller() caller: Caller,
    @Param('session') session: string,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    if (!(await this.service.end(caller, session))) throw new AppError('not_found');
    await this.events.record(caller.memberId, 'member.session_ended', request);
  }
}
