import { Controller, Delete, Get, HttpCode, Param, StreamableFile } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiParam, ApiProduces, ApiTags } from '@nestjs/swagger';
import { CurrentWorkspace, RequireRole } from '../../edge/access/access.decorators';
import type { WorkspaceAccess } from '../../edge/access/caller';
import { SubscriberDataService } from './subscriber-data.service';

@ApiTags('subscribers')
@ApiParam({ name: 'slug', type: String })
@Controller('api/v1/workspaces/:slug/subscribers/:subscriber')
export class SubscriberDataController {
  constructor(private readonly service: SubscriberDataService) {}

  @Get('export.json')
  @RequireRole('admin')
  @ApiOperation({ summary: 'All that the workspace holds on a subscriber, to be handed to them.' })
  @ApiProduces('application/json')
  @ApiOkResponse({ content: { 'application/json': { schema: { type: 'object', additionalProperties: true } } } })
  async exportSubscriberData(
    @CurrentWorkspace() workspace: WorkspaceAccess,
    @Param('subscriber') subscriber: string,
  ): Promise<StreamableFile> {
    const { record, fileName } = await this.service.export(workspace, subscriber);
    return new StreamableFile(record, {
      type: 'application/json; charset=utf-8',
      disposition: `attachment; filename="${fileName}"`,
    });
  }

  @Delete()
  @HttpCode(204)
  @RequireRole('admin')
  @ApiOperation({ summary: 'Erases a subscriber for good; their calls stay counted as nobody’s.' })
  @ApiNoContentResponse()
  eraseSubscriber(@CurrentWorkspace() workspace: WorkspaceAccess, @Param('subscriber') subscriber: string): Promise<void> {
    return this.service.erase(workspace, subscriber);
  }
}
