import { Body, Controller, Get, Param, Patch } from '@nestjs/common';
import { ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import { CurrentWorkspace, RequireRole } from '../../edge/access/access.decorators';
import type { WorkspaceAccess } from '../../edge/access/caller';
import { Subscription, SubscriptionPage, UpdateSubscription } from './subscription.dto';
import { SubscriptionsService } from './subscriptions.service';

@ApiTags('subscribers')
@ApiParam({ name: 'slug', type: String })
@Controller('api/v1/workspaces/:slug/subscribers/:subscriber/subscriptions')
export class SubscriptionsController {
  constructor(private readonly service: SubscriptionsService) {}

  @Get()
  @RequireRole('viewer')
  @ApiOkResponse({ type: SubscriptionPage })
  listSubscriptions(
    @CurrentWorkspace() workspace: WorkspaceAccess,
    @Param('subscriber') subscriber: string,
  ): Promise<SubscriptionPage> {
    return this.service.list(workspace, subscriber);
  }

  @Patch(':gpt')
  @RequireRole('admin')
  @ApiOkResponse({ type: Subscription })
  updateSubscription(
    @CurrentWorkspace() workspace: WorkspaceAccess,
    @Param('subscriber') subscriber: string,
    @Param('gpt') gpt: string,
    @Body() body: UpdateSubscription,
  ): Promise<Subscription> {
    return this.service.update(workspace, subscriber, gpt, body);
  }
}
