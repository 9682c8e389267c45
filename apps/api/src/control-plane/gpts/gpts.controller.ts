import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import { CurrentWorkspace, RequireRole } from '../../edge/access/access.decorators';
import type { WorkspaceAccess } from '../../edge/access/caller';
import { PageQuery } from '../paging/page.dto';
import { CallbackUrlsService } from './callback-urls.service';
import { GptSecretsService } from './gpt-secrets.service';
import {
  CallbackUrlList,
  CreateCallbackUrl,
  CreatedGpt,
  CreateGpt,
  Gpt,
  GptPage,
  RotatedSecret,
  RotateSecret,
  UpdateGpt,
} from './gpt.dto';
import { GptsService } from './gpts.service';

@ApiTags('gpts')
@ApiParam({ name: 'slug', type: String })
@Controller('api/v1/workspaces/:slug/gpts')
export class GptsController {
  constructor(
    private readonly gpts: GptsService,
    private readonly secrets: GptSecretsService,
    private readonly callbackUrls: CallbackUrlsService,
  ) {}

  @Post()
  @RequireRole('developer')
  @ApiCreatedResponse({ type: CreatedGpt })
  createGpt(@CurrentWorkspace() workspace: WorkspaceAccess, @Body() body: CreateGpt): Promise<CreatedGpt> {
    return this.gpts.create(workspace, body);
  }

  @Get()
  @RequireRole('viewer')
  @ApiOkResponse({ type: GptPage })
  listGpts(@CurrentWorkspace() workspace: WorkspaceAccess, @Query() page: PageQuery): Promise<GptPage> {
    return this.gpts.list(workspace, page);
  }

  @Get(':gpt')
  @RequireRole('viewer')
  @ApiOkResponse({ type: Gpt })
  getGpt(@CurrentWorkspace() workspace: WorkspaceAccess, @Param('gpt') gpt: string): Promise<Gpt> {
    return this.gpts.get(workspace, gpt);
  }

  @Patch(':gpt')
  @RequireRole('developer')
  @ApiOkResponse({ type: Gpt })
  updateGpt(@CurrentWorkspace() workspace: WorkspaceAccess, @Param('gpt') gpt: string, @Body() body: UpdateGpt): Promise<Gpt> {
    return this.gpts.update(workspace, gpt, body);
  }

  @Delete(':gpt')
  @HttpCode(204)
  @RequireRole('admin')
  @ApiNoContentResponse({ description: 'The GPT is gone, and so is every token that it had.' })
  deleteGpt(@CurrentWorkspace() workspace: WorkspaceAccess, @Param('gpt') gpt: string): Promise<void> {
    return this.gpts.delete(workspace, gpt);
  }

  @Post(':gpt/secrets')
  @RequireRole('developer')
  @ApiBody({ type: RotateSecret, required: false })
  @ApiCreatedResponse({ type: RotatedSecret })
  rotateSecret(
    @CurrentWorkspace() workspace: WorkspaceAccess,
    @Param('gpt') gpt: string,
    @Body() body: RotateSecret,
  ): Promise<RotatedSecret> {
    return this.secrets.rotate(workspace, gpt, body);
  }

  @Post(':gpt/callback-urls')
  @RequireRole('developer')
  @ApiCreatedResponse({ type: CallbackUrlList })
  addCallbackUrl(
    @CurrentWorkspace() workspace: WorkspaceAccess,
    @Param('gpt') gpt: string,
    @Body() body: CreateCallbackUrl,
  ): Promise<CallbackUrlList> {
    return this.callbackUrls.add(workspace, gpt, body);
  }

  @Delete(':gpt/callback-urls/:id')
  @HttpCode(204)
  @RequireRole('developer')
  @ApiNoContentResponse({ description: 'ChatGPT is not sent back there any more.' })
  removeCallbackUrl(
    @CurrentWorkspace() workspace: WorkspaceAccess,
    @Param('gpt') gpt: string,
    @Param('id') id: string,
  ): Promise<void> {
    return this.callbackUrls.remove(workspace, gpt, id);
  }
}
