import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import { CurrentWorkspace, RequireRole } from '../../edge/access/access.decorators';
import type { WorkspaceAccess } from '../../edge/access/caller';
import { UpgradeWordingSetting } from './upgrade-wording.dto';
import { UpgradeWordingService } from './upgrade-wording.service';

@ApiTags('tiers')
@ApiParam({ name: 'slug', type: String })
@Controller('api/v1/workspaces/:slug/gpts/:gpt/upgrade-wording')
export class UpgradeWordingController {
  constructor(private readonly service: UpgradeWordingService) {}

  @Get()
  @RequireRole('viewer')
  @ApiOkResponse({ type: UpgradeWordingSetting })
  getUpgradeWording(@CurrentWorkspace() workspace: WorkspaceAccess, @Param('gpt') gpt: string): Promise<UpgradeWordingSetting> {
    return this.service.get(workspace, gpt);
  }

  @Put()
  @RequireRole('developer')
  @ApiOkResponse({ type: UpgradeWordingSetting })
  setUpgradeWording(
    @CurrentWorkspace() workspace: WorkspaceAccess,
    @Param('gpt') gpt: string,
    @Body() body: UpgradeWordingSetting,
  ): Promise<UpgradeWordingSetting> {
    return this.service.set(workspace, gpt, body);
  }
}
