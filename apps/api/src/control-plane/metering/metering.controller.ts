import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import { CurrentWorkspace, RequireRole } from '../../edge/access/access.decorators';
import type { WorkspaceAccess } from '../../edge/access/caller';
import { MeteringSetting } from './metering.dto';
import { MeteringService } from './metering.service';

@ApiTags('workspaces')
@ApiParam({ name: 'slug', type: String })
@Controller('api/v1/workspaces/:slug/metering')
export class MeteringController {
  constructor(private readonly service: MeteringService) {}

  @Get()
  @RequireRole('viewer')
  @ApiOkResponse({ type: MeteringSetting })
  getMetering(@CurrentWorkspace() workspace: WorkspaceAccess): Promise<MeteringSetting> {
    return this.service.get(workspace);
  }

  @Put()
  @RequireRole('admin')
  @ApiOkResponse({ type: MeteringSetting })
  setMetering(@CurrentWorkspace() workspace: WorkspaceAccess, @Body() body: MeteringSetting): Promise<MeteringSetting> {
    return this.service.set(workspace, body);
  }
}
