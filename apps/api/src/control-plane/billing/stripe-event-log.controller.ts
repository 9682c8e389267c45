import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import { CurrentWorkspace, RequireRole } from '../../edge/access/access.decorators';
import type { WorkspaceAccess } from '../../edge/access/caller';
import { StripeEvent, StripeEventPage, StripeEventQuery } from './stripe-event-log.dto';
import { StripeEventLogService } from './stripe-event-log.service';

@ApiTags('billing')
@ApiParam({ name: 'slug', type: String })
@Controller('api/v1/workspaces/:slug/billing/events')
export class StripeEventLogController {
  constructor(private readonly service: StripeEventLogService) {}

  @Get()
  @RequireRole('viewer')
  @ApiOkResponse({ type: StripeEventPage })
  listStripeEvents(@CurrentWorkspace() workspace: WorkspaceAccess, @Query() query: StripeEventQuery): Promise<StripeEventPage> {
    return this.service.list(workspace, query);
  }

  @Post(':event/replay')
  @HttpCode(200)
  @RequireRole('admin')
  @ApiOkResponse({ type: StripeEvent })
  replayStripeEvent(@CurrentWorkspace() workspace: WorkspaceAccess, @Param('event') event: string): Promise<StripeEvent> {
    return this.service.replay(workspace, event);
  }
}
