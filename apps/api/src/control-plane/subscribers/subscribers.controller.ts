import { Controller, Get, HttpCode, Param, Post, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiParam, ApiProduces, ApiTags } from '@nestjs/swagger';
import { CurrentWorkspace, RequireRole } from '../../edge/access/access.decorators';
import type { WorkspaceAccess } from '../../edge/access/caller';
import { SubscriberExportService } from './subscriber-export.service';
import { Subscriber, SubscriberFilterQuery, SubscriberPage, SubscriberQuery } from './subscriber.dto';
import { SubscribersService } from './subscribers.service';

@ApiTags('subscribers')
@ApiParam({ name: 'slug', type: String })
@Controller('api/v1/workspaces/:slug/subscribers')
export class SubscribersController {
  constructor(
    private readonly service: SubscribersService,
    private readonly exports: SubscriberExportService,
  ) {}

  @Get()
  @RequireRole('viewer')
  @ApiOkResponse({ type: SubscriberPage })
  listSubscribers(@CurrentWorkspace() workspace: WorkspaceAccess, @Query() query: SubscriberQuery): Promise<SubscriberPage> {
    return this.service.list(workspace, query);
  }

  @Get('export.csv')
  @RequireRole('admin')
  @ApiProduces('text/csv')
  @ApiOkResponse({ content: { 'text/csv': { schema: { type: 'string' } } } })
  async exportSubscribers(
    @CurrentWorkspace() workspace: WorkspaceAccess,
    @Query() query: SubscriberFilterQuery,
  ): Promise<StreamableFile> {
    await this.exports.record(workspace);
    return new StreamableFile(this.exports.open(workspace, query), {
      type: 'text/csv; charset=utf-8',
      disposition: `attachment; filename="${this.exports.fileName(workspace)}"`,
    });
  }

  @Get(':subscriber')
  @RequireRole('viewer')
  @ApiOkResponse({ type: Subscriber })
  getSubscriber(@CurrentWorkspace() workspace: WorkspaceAccess, @Param('subscriber') subscriber: string): Promise<Subscriber> {
    return this.service.get(workspace, subscriber);
  }

  @Post(':subscriber/block')
  @HttpCode(200)
  @RequireRole('admin')
  @ApiOkResponse({ type: Subscriber })
  blockSubscriber(@CurrentWorkspace() workspace: WorkspaceAccess, @Param('subscriber') subscriber: string): Promise<Subscriber> {
    return this.service.setBlocked(workspace, subscriber, true);
  }

  @Post(':subscriber/unblock')
  @HttpCode(200)
  @RequireRole('admin')
  @ApiOkResponse({ type: Subscriber })
  unblockSubscriber(
    @CurrentWorkspace() workspace: WorkspaceAccess,
    @Param('subscriber') subscriber: string,
  ): Promise<Subscriber> {
    return this.service.setBlocked(workspace, subscriber, false);
  }
}
