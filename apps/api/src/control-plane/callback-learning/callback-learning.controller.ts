import { Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiForbiddenResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiParam,
  ApiTags,
} from '@nestjs/swagger';
import { CurrentWorkspace, RequireRole } from '../../edge/access/access.decorators';
import type { WorkspaceAccess } from '../../edge/access/caller';
import { CallbackUrlList } from '../gpts/gpt.dto';
import { LearnedCallbackPage, TestSignIn, TurnedAwayPage } from './callback-learning.dto';
import { CallbackLearningService } from './callback-learning.service';

@ApiTags('callback learning')
@ApiParam({ name: 'slug', type: String })
@Controller('api/v1/workspaces/:slug/gpts/:gpt')
export class CallbackLearningController {
  constructor(private readonly service: CallbackLearningService) {}

  @Post('test-sign-in')
  @RequireRole('developer')
  @ApiCreatedResponse({ type: TestSignIn })
  @ApiForbiddenResponse({ description: 'Code `session_required`: called with a personal API token.' })
  startTestSignIn(@CurrentWorkspace() workspace: WorkspaceAccess, @Param('gpt') gpt: string): Promise<TestSignIn> {
    return this.service.startTest(workspace, gpt);
  }

  @Get('learned-callbacks')
  @RequireRole('viewer')
  @ApiOkResponse({ type: LearnedCallbackPage })
  listLearnedCallbacks(@CurrentWorkspace() workspace: WorkspaceAccess, @Param('gpt') gpt: string): Promise<LearnedCallbackPage> {
    return this.service.list(workspace, gpt);
  }

  @Post('learned-callbacks/:learned/approve')
  @HttpCode(200)
  @RequireRole('developer')
  @ApiOkResponse({ type: CallbackUrlList })
  approveLearnedCallback(
    @CurrentWorkspace() workspace: WorkspaceAccess,
    @Param('gpt') gpt: string,
    @Param('learned') learned: string,
  ): Promise<CallbackUrlList> {
    return this.service.approve(workspace, gpt, learned);
  }

  @Delete('learned-callbacks/:learned')
  @HttpCode(204)
  @RequireRole('developer')
  @ApiNoContentResponse({ description: 'Forgotten; the next test may bring it again.' })
  dismissLearnedCallback(
    @CurrentWorkspace() workspace: WorkspaceAccess,
    @Param('gpt') gpt: string,
    @Param('learned') learned: string,
  ): Promise<void> {
    return this.service.dismiss(workspace, gpt, learned);
  }

  @Get('turned-away')
  @RequireRole('viewer')
  @ApiOkResponse({ type: TurnedAwayPage, description: 'People whose request named a callback URL that is not registered.' })
  listTurnedAway(@CurrentWorkspace() workspace: WorkspaceAccess, @Param('gpt') gpt: string): Promise<TurnedAwayPage> {
    return this.service.turnedAway(workspace, gpt);
  }
}
