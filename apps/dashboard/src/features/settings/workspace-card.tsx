import { Card, CardBody, CardHeader } from '../../shared/ui/card';
import { CopyField } from '../../shared/ui/copy-field';
import { ErrorState, Skeleton } from '../../shared/ui/states';
import { useCurrentWorkspace } from '../workspaces/current-workspace';
import { useWorkspace } from '../workspaces/workspace.queries';

export function WorkspaceCard() {
  const { slug } = useCurrentWorkspace();
  const workspace = useWorkspace(slug);
  return (
    <Card aria-labelledby="workspace-info">
      <CardHeader
        id="workspace-info"
        title="Workspace"
        description="The addresses under which ChatGPT and OAuth libraries know this workspace."
      />
      <CardBody>
        {workspace.isPending && (
          <div role="status" aria-label="Loading the workspace" className="space-y-5">
            <Skeleton className="h-9 w-full" />
            <Skeleton className="h-9 w-full" />
          </div>
        )}
        {workspace.isError && !workspace.data && <ErrorState error={workspace.error} onRetry={() => void workspace.refetch()} />}
        {workspace.data && (
          <div className="space-y-5">
            <p className="truncate text-lg font-semibold" title={workspace.data.name}>
              {workspace.data.name}
            </p>
            <CopyField label="Slug" value={workspace.data.slug} hint="Names the workspace in addresses and in the API." />
            <CopyField
              label="Issuer URL"
              value={workspace.data.issuer}
              hint="Any OAuth or OpenID Connect library finds everything else from here."
            />
          </div>
        )}
      </CardBody>
    </Card>
  );
}
