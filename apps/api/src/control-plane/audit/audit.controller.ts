import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import { CurrentWorkspace, RequireRole } from '../../edge/access/access.decorators';
import type { WorkspaceAccess } from '../../edge/access/caller';
import { AuditPage, AuditQuery } from './audit.dto';
import { AuditService } from './audit.service';

@ApiTags('audit')
@ApiParam({ name: 'slug', type: String })
@Controller('api/v1/workspaces/:slug/audit')
export class AuditController {
  constructor(private readonly service: AuditService) {}

  @Get()
  @RequireRole('admin')
  @ApiOkResponse({ type: AuditPage })
  listAuditEvents(@CurrentWorkspace() workspace: WorkspaceAccess, @Query() query: AuditQuery): Promise<AuditPage> {
    return this.service.list(workspace, query);
  }
}
