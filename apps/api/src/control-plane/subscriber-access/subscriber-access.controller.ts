import { Controller, Delete, Get, HttpCode, Param } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import { CurrentWorkspace, RequireRole } from '../../edge/access/access.decorators';
import type { WorkspaceAccess } from '../../edge/access/caller';
import { GrantPage, SubscriberSessionPage } from './subscriber-access.dto';
import { SubscriberAccessService } from './subscriber-access.service';

@ApiTags('subscribers')
@ApiParam({ name: 'slug', type: String })
@Controller('api/v1/workspaces/:slug/subscribers/:subscriber')
export class SubscriberAccessController {
  constructor(private readonly service: SubscriberAccessService) {}

  @Get('sessions')
  @RequireRole('viewer')
  @ApiOkResponse({ type: SubscriberSessionPage })
  listSubscriberSessions(
    @CurrentWorkspace() workspace: WorkspaceAccess,
    @Param('subscriber') subscriber: string,
  ): Promise<SubscriberSessionPage> {
    return this.service.listSessions(workspace, subscriber);
  }

  @Delete('sessions/:session')
  @HttpCode(204)
  @RequireRole('admin')
  @ApiNoContentResponse({ description: 'That browser has to sign in again. What GPTs may do is in the grants.' })
  endSubscriberSession(
    @CurrentWorkspace() workspace: WorkspaceAccess,
    @Param('subscriber') subscriber: string,
    @Param('session') session: string,
  ): Promise<void> {
    return this.service.endSession(workspace, subscriber, session);
  }

  @Get('grants')
  @RequireRole('viewer')
  @ApiOkResponse({ type: GrantPage })
  listGrants(@CurrentWorkspace() workspace: WorkspaceAccess, @Param('subscriber') subscriber: string): Promise<GrantPage> {
    return this.service.listGrants(workspace, subscriber);
  }

  @Delete('grants/:grant')
  @HttpCode(204)
  @RequireRole('admin')
  @ApiNoContentResponse({ description: 'Its tokens are refused from the next call on.' })
  revokeGrant(
    @CurrentWorkspace() workspace: WorkspaceAccess,
    @Param('subscriber') subscriber: string,
    @Param('grant') grant: string,
  ): Promise<void> {
    return this.service.revokeGrant(workspace, subscriber, grant);
  }
}
