import { ScrollText, SearchX } from 'lucide-react';
import { useSearchParams } from 'react-router';
import { BackLink } from '../../shared/ui/back-link';
import { Button } from '../../shared/ui/button';
import { Callout } from '../../shared/ui/callout';
import { Card } from '../../shared/ui/card';
import { PageHeader } from '../../shared/ui/page-header';
import { SelectField } from '../../shared/ui/select';
import { EmptyState, ErrorState, SkeletonRows } from '../../shared/ui/states';
import { covers, useCurrentWorkspace } from '../workspaces/current-workspace';
import { AuditRow } from './audit-row';
import { AUDIT_SUBJECTS } from './audit-words';
import { useAuditEvents } from './audit.queries';

/** The select has no empty value. */
const ALL = 'all';

/** Who changed what, newest first. The address holds the filter. */
export function AuditPage() {
  const { slug, role } = useCurrentWorkspace();
  const [params, setParams] = useSearchParams();
  const action = params.get('action') ?? '';
  return (
    <>
      <BackLink to={`/w/${slug}/settings`}>Settings</BackLink>
      <PageHeader title="Audit log" description="Who changed what in this workspace, and when its members signed in." />
      {covers(role, 'admin') ? (
        <Card aria-label="Audit log">
          <div className="border-b border-line p-4 sm:px-6">
            <SelectField
              label="About"
              hideLabel
              className="sm:w-56"
              value={action || ALL}
              onValue={(value) => setParams(value === ALL ? {} : { action: value }, { replace: true })}
              options={[{ value: ALL, label: 'Everything' }, ...AUDIT_SUBJECTS]}
            />
          </div>
          <AuditList action={action} onClear={() => setParams({}, { replace: true })} />
        </Card>
      ) : (
        <Callout title="The audit log is for owners and admins of the workspace." />
      )}
    </>
  );
}

function AuditList({ action, onClear }: { action: string; onClear: () => void }) {
  const list = useAuditEvents(action);
  if (list.isPending) return <SkeletonRows rows={8} label="Loading the audit log" />;
  if (list.isError && !list.data) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  const events = list.data.pages.flatMap((page) => page.data);
  if (events.length === 0) {
    return action ? (
      <EmptyState icon={SearchX} title="Nothing of this kind" action={<Button onClick={onClear}>Show everything</Button>}>
        Nothing like it has happened in this workspace.
      </EmptyState>
    ) : (
      <EmptyState icon={ScrollText} title="Nothing has happened yet">
        Every change that a member or an API token makes is written down here.
      </EmptyState>
    );
  }
  return (
    <>
      <ol className="divide-y divide-line">
        {events.map((event) => (
          <AuditRow key={event.id} event={event} />
        ))}
      </ol>
      {list.hasNextPage && (
        <div className="flex justify-center border-t border-line p-4">
          <Button pending={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            Load more
          </Button>
        </div>
      )}
    </>
  );
}
