import { Body, Controller, Delete, Get, HttpCode, Post, Put } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import { CurrentWorkspace, RequireRole } from '../../edge/access/access.decorators';
import type { WorkspaceAccess } from '../../edge/access/caller';
import { ConnectStart, PaymentsConnection, SetStripeKey, SetWebhookSecret } from './stripe-connection.dto';
import { StripeConnectionsService } from './stripe-connections.service';

@ApiTags('billing')
@ApiParam({ name: 'slug', type: String })
@Controller('api/v1/workspaces/:slug/billing/connection')
export class StripeConnectionsController {
  constructor(private readonly service: StripeConnectionsService) {}

  @Get()
  @RequireRole('viewer')
  @ApiOkResponse({ type: PaymentsConnection })
  getPaymentsConnection(@CurrentWorkspace() workspace: WorkspaceAccess): Promise<PaymentsConnection> {
    return this.service.show(workspace);
  }

  @Post('authorize')
  @HttpCode(200)
  @RequireRole('admin')
  @ApiOkResponse({ type: ConnectStart })
  startConnectingStripe(@CurrentWorkspace() workspace: WorkspaceAccess): ConnectStart {
    return this.service.start(workspace);
  }

  @Put('key')
  @RequireRole('admin')
  @ApiOkResponse({ type: PaymentsConnection })
  setStripeKey(@CurrentWorkspace() workspace: WorkspaceAccess, @Body() body: SetStripeKey): Promise<PaymentsConnection> {
    return this.service.setKey(workspace, body);
  }

  @Post('webhook')
  @HttpCode(200)
  @RequireRole('admin')
  @ApiOkResponse({ type: PaymentsConnection, description: 'Stripe is asked for the endpoint, with the restricted key.' })
  makeStripeWebhook(@CurrentWorkspace() workspace: WorkspaceAccess): Promise<PaymentsConnection> {
    return this.service.makeWebhook(workspace);
  }

  @Put('webhook')
  @RequireRole('admin')
  @ApiOkResponse({ type: PaymentsConnection })
  setStripeWebhookSecret(
    @CurrentWorkspace() workspace: WorkspaceAccess,
    @Body() body: SetWebhookSecret,
  ): Promise<PaymentsConnection> {
    return this.service.setWebhookSecret(workspace, body);
  }

  @Delete()
  @HttpCode(204)
  @RequireRole('admin')
  @ApiNoContentResponse({
    description: 'Who has paid is served to the end of what they paid for. A conflict while people would be charged on.',
  })
  disconnectStripe(@CurrentWorkspace() workspace: WorkspaceAccess): Promise<void> {
    return this.service.disconnect(workspace);
  }
}
