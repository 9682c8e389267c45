import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import { CurrentWorkspace, RequireRole } from '../../edge/access/access.decorators';
import type { WorkspaceAccess } from '../../edge/access/caller';
import { AnonymousLimits } from './anonymous-limits.dto';
import { AnonymousLimitsService } from './anonymous-limits.service';

@ApiTags('tiers')
@ApiParam({ name: 'slug', type: String })
@Controller('api/v1/workspaces/:slug/gpts/:gpt/anonymous-limits')
export class AnonymousLimitsController {
  constructor(private readonly service: AnonymousLimitsService) {}

  @Get()
  @RequireRole('viewer')
  @ApiOkResponse({ type: AnonymousLimits })
  getAnonymousLimits(@CurrentWorkspace() workspace: WorkspaceAccess, @Param('gpt') gpt: string): Promise<AnonymousLimits> {
    return this.service.get(workspace, gpt);
  }

  @Put()
  @RequireRole('developer')
  @ApiOkResponse({ type: AnonymousLimits })
  setAnonymousLimits(
    @CurrentWorkspace() workspace: WorkspaceAccess,
    @Param('gpt') gpt: string,
    @Body() body: AnonymousLimits,
  ): Promise<AnonymousLimits> {
    return this.service.set(workspace, gpt, body);
  }
}
