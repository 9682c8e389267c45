import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import { CurrentWorkspace, RequireRole } from '../../edge/access/access.decorators';
import type { WorkspaceAccess } from '../../edge/access/caller';
import { MarketingConsentSetting } from './marketing-consent.dto';
import { MarketingConsentService } from './marketing-consent.service';

@ApiTags('subscribers')
@ApiParam({ name: 'slug', type: String })
@Controller('api/v1/workspaces/:slug/marketing-consent')
export class MarketingConsentController {
  constructor(private readonly service: MarketingConsentService) {}

  @Get()
  @RequireRole('viewer')
  @ApiOkResponse({ type: MarketingConsentSetting })
  getMarketingConsent(@CurrentWorkspace() workspace: WorkspaceAccess): Promise<MarketingConsentSetting> {
    return this.service.get(workspace);
  }

  @Put()
  @RequireRole('admin')
  @ApiOkResponse({ type: MarketingConsentSetting })
  setMarketingConsent(
    @CurrentWorkspace() workspace: WorkspaceAccess,
    @Body() body: MarketingConsentSetting,
  ): Promise<MarketingConsentSetting> {
    return this.service.set(workspace, body);
  }
}
