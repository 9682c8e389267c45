import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import { CurrentWorkspace, RequireRole } from '../../edge/access/access.decorators';
import type { WorkspaceAccess } from '../../edge/access/caller';
import { TokenLifetimes } from './token-lifetimes.dto';
import { TokenLifetimesService } from './token-lifetimes.service';

@ApiTags('GPTs')
@ApiParam({ name: 'slug', type: String })
@Controller('api/v1/workspaces/:slug/gpts/:gpt/token-lifetimes')
export class TokenLifetimesController {
  constructor(private readonly service: TokenLifetimesService) {}

  @Get()
  @RequireRole('viewer')
  @ApiOkResponse({ type: TokenLifetimes })
  getTokenLifetimes(@CurrentWorkspace() workspace: WorkspaceAccess, @Param('gpt') gpt: string): Promise<TokenLifetimes> {
    return this.service.show(workspace, gpt);
  }

  @Put()
  @RequireRole('developer')
  @ApiOkResponse({ type: TokenLifetimes })
  setTokenLifetimes(
    @CurrentWorkspace() workspace: WorkspaceAccess,
    @Param('gpt') gpt: string,
    @Body() body: TokenLifetimes,
  ): Promise<TokenLifetimes> {
    return this.service.set(workspace, gpt, body);
  }
}
