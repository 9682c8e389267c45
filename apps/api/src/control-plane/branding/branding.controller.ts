import { Body, Controller, Delete, Get, HttpCode, Param, Put, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import { CurrentWorkspace, RequireRole } from '../../edge/access/access.decorators';
import type { WorkspaceAccess } from '../../edge/access/caller';
import { Branding, BrandPreview, PreviewQuery, PrivacyPolicy, SetBranding, SetLogo, SetPrivacyPolicy } from './branding.dto';
import { BrandingService } from './branding.service';
import { PrivacyPolicyService } from './privacy-policy.service';

@ApiTags('branding')
@ApiParam({ name: 'slug', type: String })
@Controller('api/v1/workspaces/:slug/gpts/:gpt')
export class BrandingController {
  constructor(
    private readonly branding: BrandingService,
    private readonly privacy: PrivacyPolicyService,
  ) {}

  @Get('branding')
  @RequireRole('viewer')
  @ApiOkResponse({ type: Branding })
  getBranding(@CurrentWorkspace() workspace: WorkspaceAccess, @Param('gpt') gpt: string): Promise<Branding> {
    return this.branding.get(workspace, gpt);
  }

  @Put('branding')
  @RequireRole('developer')
  @ApiOkResponse({ type: Branding })
  setBranding(
    @CurrentWorkspace() workspace: WorkspaceAccess,
    @Param('gpt') gpt: string,
    @Body() body: SetBranding,
  ): Promise<Branding> {
    return this.branding.set(workspace, gpt, body);
  }

  @Put('branding/logo')
  @RequireRole('developer')
  @ApiOkResponse({ type: Branding })
  setLogo(@CurrentWorkspace() workspace: WorkspaceAccess, @Param('gpt') gpt: string, @Body() body: SetLogo): Promise<Branding> {
    return this.branding.setLogo(workspace, gpt, body);
  }

  @Delete('branding/logo')
  @HttpCode(204)
  @RequireRole('developer')
  @ApiNoContentResponse({ description: 'The initial of the name stands in its place.' })
  deleteLogo(@CurrentWorkspace() workspace: WorkspaceAccess, @Param('gpt') gpt: string): Promise<void> {
    return this.branding.deleteLogo(workspace, gpt);
  }

  @Get('branding/preview')
  @RequireRole('viewer')
  @ApiOkResponse({ type: BrandPreview })
  previewBranding(
    @CurrentWorkspace() workspace: WorkspaceAccess,
    @Param('gpt') gpt: string,
    @Query() query: PreviewQuery,
  ): Promise<BrandPreview> {
    return this.branding.preview(workspace, gpt, query);
  }

  @Get('privacy-policy')
  @RequireRole('viewer')
  @ApiOkResponse({ type: PrivacyPolicy })
  getPrivacyPolicy(@CurrentWorkspace() workspace: WorkspaceAccess, @Param('gpt') gpt: string): Promise<PrivacyPolicy> {
    return this.privacy.get(workspace, gpt);
  }

  @Put('privacy-policy')
  @RequireRole('developer')
  @ApiOkResponse({ type: PrivacyPolicy })
  setPrivacyPolicy(
    @CurrentWorkspace() workspace: WorkspaceAccess,
    @Param('gpt') gpt: string,
    @Body() body: SetPrivacyPolicy,
  ): Promise<PrivacyPolicy> {
    return this.privacy.set(workspace, gpt, body);
  }
}
