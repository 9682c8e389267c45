import { Controller, Get, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiProduces, ApiTags } from '@nestjs/swagger';
import { CurrentWorkspace, RequireRole } from '../../edge/access/access.decorators';
import type { WorkspaceAccess } from '../../edge/access/caller';
import { ActiveSubscribers, Usage, UsageFilterQuery, UsageQuery, UsageRangeQuery } from './usage.dto';
import { UsageExportService } from './usage-export.service';
import { UsageService } from './usage.service';

@ApiTags('usage')
@ApiParam({ name: 'slug', type: String })
@Controller('api/v1/workspaces/:slug/usage')
export class UsageController {
  constructor(
    private readonly service: UsageService,
    private readonly exports: UsageExportService,
  ) {}

  @Get()
  @RequireRole('viewer')
  @ApiOperation({
    description:
      'Exact counts of calls. A call is included once it has been brought into the ledger, normally within a second; ' +
      'until then it waits, counted, where verify counted it. Refused calls are told apart, as `denied`; those with a credential that is ' +
      'unknown are nobody’s, and not counted.',
  })
  @ApiOkResponse({ type: Usage })
  getUsage(@CurrentWorkspace() workspace: WorkspaceAccess, @Query() query: UsageQuery): Promise<Usage> {
    return this.service.report(workspace, query);
  }

  @Get('active-subscribers')
  @RequireRole('viewer')
  @ApiOperation({
    description:
      'How many people had a call accepted, exactly. Programs with a service key and people who were erased are not among them.',
  })
  @ApiOkResponse({ type: ActiveSubscribers })
  getActiveSubscribers(
    @CurrentWorkspace() workspace: WorkspaceAccess,
    @Query() query: UsageRangeQuery,
  ): Promise<ActiveSubscribers> {
    return this.service.activeSubscribers(workspace, query);
  }

  @Get('export.csv')
  @RequireRole('admin')
  @ApiOperation({ description: 'All rows of the report, in the order of their keys, as CSV.' })
  @ApiProduces('text/csv')
  @ApiOkResponse({ content: { 'text/csv': { schema: { type: 'string' } } } })
  async exportUsage(@CurrentWorkspace() workspace: WorkspaceAccess, @Query() query: UsageFilterQuery): Promise<StreamableFile> {
    const question = this.service.questionFrom(query);
    if (question !== null) await this.service.refuseForgottenHours(workspace, question);
    await this.exports.record(workspace);
    return new StreamableFile(this.exports.open(workspace, query.group_by, question), {
      type: 'text/csv; charset=utf-8',
      disposition: `attachment; filename="${this.exports.fileName(workspace, query.group_by, this.service.rangeOf(query))}"`,
    });
  }
}
