import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import { CurrentWorkspace, RequireRole } from '../../edge/access/access.decorators';
import type { WorkspaceAccess } from '../../edge/access/caller';
import { SetTierOverage, TierOverage } from './tier-overage.dto';
import { TierOverageService } from './tier-overage.service';

@ApiTags('tiers')
@ApiParam({ name: 'slug', type: String })
@Controller('api/v1/workspaces/:slug/gpts/:gpt/tiers/:tier/overage')
export class TierOverageController {
  constructor(private readonly service: TierOverageService) {}

  @Get()
  @RequireRole('viewer')
  @ApiOkResponse({ type: TierOverage })
  getTierOverage(
    @CurrentWorkspace() workspace: WorkspaceAccess,
    @Param('gpt') gpt: string,
    @Param('tier') tier: string,
  ): Promise<TierOverage> {
    return this.service.show(workspace, gpt, tier);
  }

  @Put()
  @RequireRole('developer')
  @ApiOkResponse({ type: TierOverage })
  setTierOverage(
    @CurrentWorkspace() workspace: WorkspaceAccess,
    @Param('gpt') gpt: string,
    @Param('tier') tier: string,
    @Body() body: SetTierOverage,
  ): Promise<TierOverage> {
    return this.service.set(workspace, gpt, tier, body);
  }
}
