import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import { CurrentWorkspace, RequireRole } from '../../edge/access/access.decorators';
import type { WorkspaceAccess } from '../../edge/access/caller';
import { BillingSettings } from './billing-settings.dto';
import { BillingSettingsService } from './billing-settings.service';

@ApiTags('billing')
@ApiParam({ name: 'slug', type: String })
@Controller('api/v1/workspaces/:slug/billing/settings')
export class BillingSettingsController {
  constructor(private readonly service: BillingSettingsService) {}

  @Get()
  @RequireRole('viewer')
  @ApiOkResponse({ type: BillingSettings })
  getBillingSettings(@CurrentWorkspace() workspace: WorkspaceAccess): Promise<BillingSettings> {
    return this.service.show(workspace);
  }

  @Put()
  @RequireRole('admin')
  @ApiOkResponse({ type: BillingSettings })
  setBillingSettings(@CurrentWorkspace() workspace: WorkspaceAccess, @Body() body: BillingSettings): Promise<BillingSettings> {
    return this.service.set(workspace, body);
  }
}
