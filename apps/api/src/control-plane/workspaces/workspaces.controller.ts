import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import { CurrentCaller, CurrentWorkspace, RequireRole, SessionOnly, SignedIn } from '../../edge/access/access.decorators';
import type { Caller, WorkspaceAccess } from '../../edge/access/caller';
import { CreateWorkspace, Workspace, WorkspacePage } from './workspace.dto';
import { WorkspacesService } from './workspaces.service';

@ApiTags('workspaces')
@Controller('api/v1/workspaces')
export class WorkspacesController {
  constructor(private readonly service: WorkspacesService) {}

  @Post()
  @SessionOnly()
  @ApiCreatedResponse({ type: Workspace })
  createWorkspace(@CurrentCaller() caller: Caller, @Body() body: CreateWorkspace): Promise<Workspace> {
    return this.service.create(caller, body);
  }

  @Get()
  @SignedIn()
  @ApiOkResponse({ type: WorkspacePage })
  listWorkspaces(@CurrentCaller() caller: Caller): Promise<WorkspacePage> {
    return this.service.list(caller);
  }

  @Get(':slug')
  @RequireRole('viewer')
  @ApiParam({ name: 'slug', type: String })
  @ApiOkResponse({ type: Workspace })
  getWorkspace(@CurrentWorkspace() workspace: WorkspaceAccess): Promise<Workspace> {
    return this.service.describe(workspace);
  }
}
