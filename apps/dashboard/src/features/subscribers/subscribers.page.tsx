import { Download, SearchX, Users } from 'lucide-react';
import { useSearchParams } from 'react-router';
import { Button } from '../../shared/ui/button';
import { Card } from '../../shared/ui/card';
import { PageHeader } from '../../shared/ui/page-header';
import { EmptyState, ErrorState, SkeletonRows } from '../../shared/ui/states';
import { covers, useCurrentWorkspace } from '../workspaces/current-workspace';
import { buildFilterQuery, useSubscribers, type SubscriberFilter } from './subscriber.queries';
import { SubscriberFilters } from './subscriber-filters';
import { SubscribersTable } from './subscribers-table';

/** Everybody who signed in from ChatGPT. The address holds the filters, so that a view can be kept and shared. */
export function SubscribersPage() {
  const { slug, role } = useCurrentWorkspace();
  const [params, setParams] = useSearchParams();
  const filter: SubscriberFilter = {
    q: params.get('q') ?? '',
    gpt: params.get('gpt') ?? '',
    news: params.get('marketing_consent') ?? '',
    standing: params.get('standing') ?? '',
  };
  const exportQuery = new URLSearchParams(buildFilterQuery(filter)).toString();

  function setFilter(next: SubscriberFilter): void {
    setParams(new URLSearchParams(buildFilterQuery(next)), { replace: true });
  }

  return (
    <>
      <PageHeader
        title="Subscribers"
        description="People who signed in to your GPTs."
        actions={
          covers(role, 'admin') && (
            <Button asChild>
              <a href={`/api/v1/workspaces/${slug}/subscribers/export.csv${exportQuery && `?${exportQuery}`}`} download>
                <Download aria-hidden="true" />
                Export CSV
              </a>
            </Button>
          )
        }
      />
      <Card aria-label="Subscribers">
        <SubscriberFilters filter={filter} onFilter={setFilter} />
        <SubscriberList filter={filter} onClear={() => setFilter({ q: '', gpt: '', news: '', standing: '' })} />
      </Card>
    </>
  );
}

function SubscriberList({ filter, onClear }: { filter: SubscriberFilter; onClear: () => void }) {
  const list = useSubscribers(filter);
  if (list.isPending) return <SkeletonRows rows={8} label="Loading subscribers" />;
  if (list.isError && !list.data) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  const subscribers = list.data.pages.flatMap((page) => page.data);
  if (subscribers.length > 0) {
    return (
      <>
        <SubscribersTable subscribers={subscribers} />
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
  if (filter.q || filter.gpt || filter.news || filter.standing) {
    return (
      <EmptyState icon={SearchX} title="Nobody matches" action={<Button onClick={onClear}>Clear the filters</Button>}>
        No subscriber fits this search.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={Users} title="No subscribers yet">
      When somebody signs in to one of your GPTs from ChatGPT, they appear here with their address and what they use.
    </EmptyState>
  );
}
