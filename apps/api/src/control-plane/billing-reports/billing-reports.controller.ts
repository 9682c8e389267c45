import { Controller, Get, Header, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiProduces, ApiTags } from '@nestjs/swagger';
import { CurrentWorkspace, RequireRole } from '../../edge/access/access.decorators';
import type { WorkspaceAccess } from '../../edge/access/caller';
import { BillingReport, BillingReportQuery } from './billing-report.dto';
import { BillingReportsService } from './billing-reports.service';

@ApiTags('billing')
@ApiParam({ name: 'slug', type: String })
@Controller('api/v1/workspaces/:slug/billing/reports')
export class BillingReportsController {
  constructor(private readonly service: BillingReportsService) {}

  @Get()
  @RequireRole('viewer')
  @Header('Cache-Control', 'no-store')
  @ApiOperation({
    description:
      'Recurring revenue, churn, conversion, payments and refunds, from Gatehouse’s own records, which are compared with Stripe every night.',
  })
  @ApiOkResponse({ type: BillingReport })
  getBillingReport(@CurrentWorkspace() workspace: WorkspaceAccess, @Query() query: BillingReportQuery): Promise<BillingReport> {
    return this.service.report(workspace, query);
  }

  @Get('export.csv')
  @RequireRole('viewer')
  @ApiOperation({ description: 'The same as CSV, a line for each month or tier and currency; amounts in minor units.' })
  @ApiProduces('text/csv')
  @ApiOkResponse({ content: { 'text/csv': { schema: { type: 'string' } } } })
  async exportBillingReport(
    @CurrentWorkspace() workspace: WorkspaceAccess,
    @Query() query: BillingReportQuery,
  ): Promise<StreamableFile> {
    const { name, text } = await this.service.csv(workspace, query);
    const disposition = `attachment; filename="${name}"`;
    return new StreamableFile(Buffer.from(text), { type: 'text/csv; charset=utf-8', disposition });
  }
}
