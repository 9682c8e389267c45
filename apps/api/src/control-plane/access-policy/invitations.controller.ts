import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import { CurrentWorkspace, RequireRole } from '../../edge/access/access.decorators';
import type { WorkspaceAccess } from '../../edge/access/caller';
import { PageQuery } from '../paging/page.dto';
import { CreatedInvitations, CreateInvitations, InvitationPage } from './invitation.dto';
import { InvitationsService } from './invitations.service';

@ApiTags('access policy')
@ApiParam({ name: 'slug', type: String })
@Controller('api/v1/workspaces/:slug/gpts/:gpt/invitations')
export class InvitationsController {
  constructor(private readonly service: InvitationsService) {}

  @Get()
  @RequireRole('viewer')
  @ApiOkResponse({ type: InvitationPage })
  listInvitations(
    @CurrentWorkspace() workspace: WorkspaceAccess,
    @Param('gpt') gpt: string,
    @Query() query: PageQuery,
  ): Promise<InvitationPage> {
    return this.service.list(workspace, gpt, query);
  }

  @Post()
  @RequireRole('admin')
  @ApiCreatedResponse({ type: CreatedInvitations })
  createInvitations(
    @CurrentWorkspace() workspace: WorkspaceAccess,
    @Param('gpt') gpt: string,
    @Body() body: CreateInvitations,
  ): Promise<CreatedInvitations> {
    return this.service.create(workspace, gpt, body);
  }

  @Delete(':invitation')
  @HttpCode(204)
  @RequireRole('admin')
  @ApiNoContentResponse({ description: 'Whoever was in by it alone is refused from the next call on.' })
  withdrawInvitation(
    @CurrentWorkspace() workspace: WorkspaceAccess,
    @Param('gpt') gpt: string,
    @Param('invitation') invitation: string,
  ): Promise<void> {
    return this.service.withdraw(workspace, gpt, invitation);
  }
}
