import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import { CurrentWorkspace, RequireRole } from '../../edge/access/access.decorators';
import type { WorkspaceAccess } from '../../edge/access/caller';
import { CreateDomain, Domain, DomainPage } from './domain.dto';
import { DomainsService } from './domains.service';

@ApiTags('custom domains')
@ApiParam({ name: 'slug', type: String })
@Controller('api/v1/workspaces/:slug/domains')
export class DomainsController {
  constructor(private readonly service: DomainsService) {}

  @Post()
  @RequireRole('admin')
  @ApiCreatedResponse({ type: Domain })
  createDomain(@CurrentWorkspace() workspace: WorkspaceAccess, @Body() body: CreateDomain): Promise<Domain> {
    return this.service.add(workspace, body);
  }

  @Get()
  @RequireRole('viewer')
  @ApiOkResponse({ type: DomainPage })
  listDomains(@CurrentWorkspace() workspace: WorkspaceAccess): Promise<DomainPage> {
    return this.service.list(workspace);
  }

  /** Looks at the DNS now instead of at the next round. */
  @Post(':domain/check')
  @HttpCode(200)
  @RequireRole('admin')
  @ApiOkResponse({ type: Domain })
  checkDomain(@CurrentWorkspace() workspace: WorkspaceAccess, @Param('domain') domain: string): Promise<Domain> {
    return this.service.check(workspace, domain);
  }

  /** Makes a verified domain the issuer that the settings of every GPT show. What was set up with the former goes on working. */
  @Put(':domain/issuer')
  @RequireRole('admin')
  @ApiOkResponse({ type: Domain })
  chooseIssuer(@CurrentWorkspace() workspace: WorkspaceAccess, @Param('domain') domain: string): Promise<Domain> {
    return this.service.chooseIssuer(workspace, domain);
  }

  /** Shows the service's own address again. */
  @Delete(':domain/issuer')
  @HttpCode(204)
  @RequireRole('admin')
  @ApiNoContentResponse({ description: "The workspace's settings show the address under the service's own name." })
  releaseIssuer(@CurrentWorkspace() workspace: WorkspaceAccess, @Param('domain') domain: string): Promise<void> {
    return this.service.releaseIssuer(workspace, domain);
  }

  @Delete(':domain')
  @HttpCode(204)
  @RequireRole('admin')
  @ApiNoContentResponse({ description: 'Nothing of the workspace is served there any more, within seconds.' })
  deleteDomain(@CurrentWorkspace() workspace: WorkspaceAccess, @Param('domain') domain: string): Promise<void> {
    return this.service.remove(workspace, domain);
  }
}
