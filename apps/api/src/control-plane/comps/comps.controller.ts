import { Body, Controller, Delete, Param, Put } from '@nestjs/common';
import { ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import { CurrentWorkspace, RequireRole } from '../../edge/access/access.decorators';
import type { WorkspaceAccess } from '../../edge/access/caller';
import { Subscription } from '../subscriptions/subscription.dto';
import { GiveComp } from './comp.dto';
import { CompsService } from './comps.service';

@ApiTags('subscribers')
@ApiParam({ name: 'slug', type: String })
@Controller('api/v1/workspaces/:slug/subscribers/:subscriber/subscriptions/:gpt/comp')
export class CompsController {
  constructor(private readonly service: CompsService) {}

  @Put()
  @RequireRole('admin')
  @ApiOkResponse({ type: Subscription })
  giveComp(
    @CurrentWorkspace() workspace: WorkspaceAccess,
    @Param('subscriber') subscriber: string,
    @Param('gpt') gpt: string,
    @Body() body: GiveComp,
  ): Promise<Subscription> {
    return this.service.give(workspace, { subscriber, gpt }, body);
  }

  @Delete()
  @RequireRole('admin')
  @ApiOkResponse({ type: Subscription })
  endComp(
    @CurrentWorkspace() workspace: WorkspaceAccess,
    @Param('subscriber') subscriber: string,
    @Param('gpt') gpt: string,
  ): Promise<Subscription> {
    return this.service.end(workspace, { subscriber, gpt });
  }
}
