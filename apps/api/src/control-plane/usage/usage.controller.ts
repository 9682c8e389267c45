import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { CurrentWorkspace, RequireRole } from '../../edge/access/access.decorators';
import type { WorkspaceAccess } from '../../edge/access/caller';
import { Usage, UsageQuery } from './usage.dto';
import { UsageService } from './usage.service';

@ApiTags('usage')
@ApiParam({ name: 'slug', type: String })
@Controller('api/v1/workspaces/:slug/usage')
export class UsageController {
  constructor(private readonly service: UsageService) {}

  @Get()
  @RequireRole('viewer')
  @ApiOperation({
    description:
      'Exact counts of accepted calls. A call is included once it has been brought into the ledger, normally within a second; ' +
      'until then it waits, counted, where verify counted it. Denied calls are not included.',
  })
  @ApiOkResponse({ type: Usage })
  getUsage(@CurrentWorkspace() workspace: WorkspaceAccess, @Query() query: UsageQuery): Promise<Usage> {
    return this.service.report(workspace, query);
  }
}
