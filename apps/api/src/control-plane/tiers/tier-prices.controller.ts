import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import { CurrentWorkspace, RequireRole } from '../../edge/access/access.decorators';
import type { WorkspaceAccess } from '../../edge/access/caller';
import { SetTierPrices, TierPrices } from './tier-prices.dto';
import { TierPricesService } from './tier-prices.service';

@ApiTags('tiers')
@ApiParam({ name: 'slug', type: String })
@Controller('api/v1/workspaces/:slug/gpts/:gpt/tiers/:tier/prices')
export class TierPricesController {
  constructor(private readonly service: TierPricesService) {}

  @Get()
  @RequireRole('viewer')
  @ApiOkResponse({ type: TierPrices })
  getTierPrices(
    @CurrentWorkspace() workspace: WorkspaceAccess,
    @Param('gpt') gpt: string,
    @Param('tier') tier: string,
  ): Promise<TierPrices> {
    return this.service.show(workspace, gpt, tier);
  }

  @Put()
  @RequireRole('developer')
  @ApiOkResponse({ type: TierPrices })
  setTierPrices(
    @CurrentWorkspace() workspace: WorkspaceAccess,
    @Param('gpt') gpt: string,
    @Param('tier') tier: string,
    @Body() body: SetTierPrices,
  ): Promise<TierPrices> {
    return this.service.set(workspace, gpt, tier, body);
  }
}
