import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import { CurrentWorkspace, RequireRole } from '../../edge/access/access.decorators';
import type { WorkspaceAccess } from '../../edge/access/caller';
import { AccessRequest, AccessRequestPage, AccessRequestQuery } from './access-request.dto';
import { AccessRequestsService } from './access-requests.service';

@ApiTags('access policy')
@ApiParam({ name: 'slug', type: String })
@Controller('api/v1/workspaces/:slug/gpts/:gpt/access-requests')
export class AccessRequestsController {
  constructor(private readonly service: AccessRequestsService) {}

  @Get()
  @RequireRole('viewer')
  @ApiOkResponse({ type: AccessRequestPage })
  listAccessRequests(
    @CurrentWorkspace() workspace: WorkspaceAccess,
    @Param('gpt') gpt: string,
    @Query() query: AccessRequestQuery,
  ): Promise<AccessRequestPage> {
    return this.service.list(workspace, gpt, query);
  }

  @Post(':request/approve')
  @HttpCode(200)
  @RequireRole('admin')
  @ApiOkResponse({ type: AccessRequest, description: 'They are told by mail.' })
  approveAccessRequest(
    @CurrentWorkspace() workspace: WorkspaceAccess,
    @Param('gpt') gpt: string,
    @Param('request') request: string,
  ): Promise<AccessRequest> {
    return this.service.decide(workspace, gpt, request, 'approved');
  }

  @Post(':request/refuse')
  @HttpCode(200)
  @RequireRole('admin')
  @ApiOkResponse({
    type: AccessRequest,
    description: 'They are told by mail, and refused from their next call on if they were in.',
  })
  refuseAccessRequest(
    @CurrentWorkspace() workspace: WorkspaceAccess,
    @Param('gpt') gpt: string,
    @Param('request') request: string,
  ): Promise<AccessRequest> {
    return this.service.decide(workspace, gpt, request, 'refused');
  }
}
