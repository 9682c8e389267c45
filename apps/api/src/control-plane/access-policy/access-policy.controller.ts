import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import { CurrentWorkspace, RequireRole } from '../../edge/access/access.decorators';
import type { WorkspaceAccess } from '../../edge/access/caller';
import { AccessPolicy, ChangedAccessPolicy, PutAccessPolicy } from './access-policy.dto';
import { AccessPolicyService } from './access-policy.service';

@ApiTags('access policy')
@ApiParam({ name: 'slug', type: String })
@Controller('api/v1/workspaces/:slug/gpts/:gpt/access-policy')
export class AccessPolicyController {
  constructor(private readonly service: AccessPolicyService) {}

  @Get()
  @RequireRole('viewer')
  @ApiOkResponse({ type: AccessPolicy })
  getAccessPolicy(@CurrentWorkspace() workspace: WorkspaceAccess, @Param('gpt') gpt: string): Promise<AccessPolicy> {
    return this.service.get(workspace, gpt);
  }

  @Put()
  @RequireRole('admin')
  @ApiOkResponse({ type: ChangedAccessPolicy })
  putAccessPolicy(
    @CurrentWorkspace() workspace: WorkspaceAccess,
    @Param('gpt') gpt: string,
    @Body() body: PutAccessPolicy,
  ): Promise<ChangedAccessPolicy> {
    return this.service.put(workspace, gpt, body);
  }
}
