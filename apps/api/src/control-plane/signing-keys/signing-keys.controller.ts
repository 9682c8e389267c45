import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import { CurrentWorkspace, RequireRole } from '../../edge/access/access.decorators';
import type { WorkspaceAccess } from '../../edge/access/caller';
import { RotateSigningKeys, SigningKeyPage } from './signing-key.dto';
import { SigningKeysService } from './signing-keys.service';

@ApiTags('signing keys')
@ApiParam({ name: 'slug', type: String })
@Controller('api/v1/workspaces/:slug/signing-keys')
export class SigningKeysController {
  constructor(private readonly service: SigningKeysService) {}

  @Get()
  @RequireRole('viewer')
  @ApiOkResponse({ type: SigningKeyPage })
  listSigningKeys(@CurrentWorkspace() workspace: WorkspaceAccess): Promise<SigningKeyPage> {
    return this.service.list(workspace);
  }

  /** Replaces the keys now, instead of when their month is over. */
  @Post('rotate')
  @HttpCode(200)
  @RequireRole('admin')
  @ApiBody({ type: RotateSigningKeys, required: false })
  @ApiOkResponse({ type: SigningKeyPage })
  rotateSigningKeys(@CurrentWorkspace() workspace: WorkspaceAccess, @Body() body: RotateSigningKeys): Promise<SigningKeyPage> {
    return this.service.rotate(workspace, body);
  }
}
