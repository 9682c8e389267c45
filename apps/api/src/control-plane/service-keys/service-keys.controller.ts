import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import { CurrentWorkspace, RequireRole } from '../../edge/access/access.decorators';
import type { WorkspaceAccess } from '../../edge/access/caller';
import { CreatedServiceKey, CreateServiceKey, RotateServiceKey, ServiceKeyPage } from './service-key.dto';
import { ServiceKeysService } from './service-keys.service';

@ApiTags('service keys')
@ApiParam({ name: 'slug', type: String })
@Controller('api/v1/workspaces/:slug/gpts/:gpt/service-keys')
export class ServiceKeysController {
  constructor(private readonly service: ServiceKeysService) {}

  @Post()
  @RequireRole('developer')
  @ApiCreatedResponse({ type: CreatedServiceKey })
  createServiceKey(
    @CurrentWorkspace() workspace: WorkspaceAccess,
    @Param('gpt') gpt: string,
    @Body() body: CreateServiceKey,
  ): Promise<CreatedServiceKey> {
    return this.service.create(workspace, gpt, body);
  }

  @Get()
  @RequireRole('viewer')
  @ApiOkResponse({ type: ServiceKeyPage })
  listServiceKeys(@CurrentWorkspace() workspace: WorkspaceAccess, @Param('gpt') gpt: string): Promise<ServiceKeyPage> {
    return this.service.list(workspace, gpt);
  }

  @Post(':key/rotate')
  @RequireRole('developer')
  @ApiBody({ type: RotateServiceKey, required: false })
  @ApiCreatedResponse({ type: CreatedServiceKey })
  rotateServiceKey(
    @CurrentWorkspace() workspace: WorkspaceAccess,
    @Param('gpt') gpt: string,
    @Param('key') key: string,
    @Body() body: RotateServiceKey,
  ): Promise<CreatedServiceKey> {
    return this.service.rotate(workspace, gpt, key, body);
  }

  @Delete(':key')
  @HttpCode(204)
  @RequireRole('developer')
  @ApiNoContentResponse({ description: 'Nobody is let in by this key any more.' })
  revokeServiceKey(
    @CurrentWorkspace() workspace: WorkspaceAccess,
    @Param('gpt') gpt: string,
    @Param('key') key: string,
  ): Promise<void> {
    return this.service.revoke(workspace, gpt, key);
  }
}
