import { Body, Controller, Delete, Get, HttpCode, Param, Put } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import { CurrentWorkspace, RequireRole } from '../../edge/access/access.decorators';
import type { WorkspaceAccess } from '../../edge/access/caller';
import { GptIdentityProvider, GptIdentityProviderList, SetIdentityClient } from './identity-provider.dto';
import { IdentityProvidersService } from './identity-providers.service';

@ApiTags('sign-in')
@ApiParam({ name: 'slug', type: String })
@Controller('api/v1/workspaces/:slug/gpts/:gpt/identity-providers')
export class IdentityProvidersController {
  constructor(private readonly service: IdentityProvidersService) {}

  @Get()
  @RequireRole('viewer')
  @ApiOkResponse({ type: GptIdentityProviderList })
  listIdentityProviders(
    @CurrentWorkspace() workspace: WorkspaceAccess,
    @Param('gpt') gpt: string,
  ): Promise<GptIdentityProviderList> {
    return this.service.list(workspace, gpt);
  }

  @Get(':provider')
  @RequireRole('viewer')
  @ApiOkResponse({ type: GptIdentityProvider })
  getIdentityProvider(
    @CurrentWorkspace() workspace: WorkspaceAccess,
    @Param('gpt') gpt: string,
    @Param('provider') provider: string,
  ): Promise<GptIdentityProvider> {
    return this.service.get(workspace, gpt, provider);
  }

  @Put(':provider')
  @RequireRole('developer')
  @ApiOkResponse({ type: GptIdentityProvider })
  setIdentityClient(
    @CurrentWorkspace() workspace: WorkspaceAccess,
    @Param('gpt') gpt: string,
    @Param('provider') provider: string,
    @Body() body: SetIdentityClient,
  ): Promise<GptIdentityProvider> {
    return this.service.set(workspace, gpt, provider, body);
  }

  @Delete(':provider')
  @HttpCode(204)
  @RequireRole('developer')
  @ApiNoContentResponse({ description: "The GPT signs people in with this service's client, where there is one." })
  removeIdentityClient(
    @CurrentWorkspace() workspace: WorkspaceAccess,
    @Param('gpt') gpt: string,
    @Param('provider') provider: string,
  ): Promise<void> {
    return this.service.remove(workspace, gpt, provider);
  }
}
