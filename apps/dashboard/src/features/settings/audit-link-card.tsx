import { Link } from 'react-router';
import { Button } from '../../shared/ui/button';
import { Card, CardHeader } from '../../shared/ui/card';
import { covers, useCurrentWorkspace } from '../workspaces/current-workspace';

/** The way to the audit log, for those who may read it. */
export function AuditLinkCard() {
  const { slug, role } = useCurrentWorkspace();
  if (!covers(role, 'admin')) return null;
  return (
    <Card aria-labelledby="audit-log" className="pb-5">
      <CardHeader
        id="audit-log"
        title="Audit log"
        description="Who changed what in this workspace, and when its members signed in. Nobody can rewrite it."
        action={
          <Button asChild>
            <Link to={`/w/${slug}/settings/audit`}>Open the audit log</Link>
          </Button>
        }
      />
    </Card>
  );
}
