import { Body, Controller, Get, Param, Patch, Post, Put } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import { CurrentWorkspace, RequireRole } from '../../edge/access/access.decorators';
import type { WorkspaceAccess } from '../../edge/access/caller';
import { CreateTier, Tier, TierOrder, TierPage, UpdateTier } from './tier.dto';
import { TiersService } from './tiers.service';

@ApiTags('tiers')
@ApiParam({ name: 'slug', type: String })
@Controller('api/v1/workspaces/:slug/gpts/:gpt/tier-order')
export class TierOrderController {
  constructor(private readonly service: TiersService) {}

  @Put()
  @RequireRole('developer')
  @ApiOkResponse({ type: TierPage })
  orderTiers(
    @CurrentWorkspace() workspace: WorkspaceAccess,
    @Param('gpt') gpt: string,
    @Body() body: TierOrder,
  ): Promise<TierPage> {
    return this.service.order(workspace, gpt, body);
  }
}

@ApiTags('tiers')
@ApiParam({ name: 'slug', type: String })
@Controller('api/v1/workspaces/:slug/gpts/:gpt/tiers')
export class TiersController {
  constructor(private readonly service: TiersService) {}

  @Post()
  @RequireRole('developer')
  @ApiCreatedResponse({ type: Tier })
  createTier(@CurrentWorkspace() workspace: WorkspaceAccess, @Param('gpt') gpt: string, @Body() body: CreateTier): Promise<Tier> {
    return this.service.create(workspace, gpt, body);
  }

  @Get()
  @RequireRole('viewer')
  @ApiOkResponse({ type: TierPage })
  listTiers(@CurrentWorkspace() workspace: WorkspaceAccess, @Param('gpt') gpt: string): Promise<TierPage> {
    return this.service.list(workspace, gpt);
  }

  @Patch(':tier')
  @RequireRole('developer')
  @ApiOkResponse({ type: Tier })
  updateTier(
    @CurrentWorkspace() workspace: WorkspaceAccess,
    @Param('gpt') gpt: string,
    @Param('tier') tier: string,
    @Body() body: UpdateTier,
  ): Promise<Tier> {
    return this.service.update(workspace, gpt, tier, body);
  }
}
