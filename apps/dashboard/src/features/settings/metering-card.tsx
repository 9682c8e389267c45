import { unwrap } from '@gatehouse/api-client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../../shared/lib/api';
import { Card, CardBody, CardHeader } from '../../shared/ui/card';
import { Segmented } from '../../shared/ui/segmented';
import { ErrorState, Skeleton } from '../../shared/ui/states';
import { useToast } from '../../shared/ui/toast';
import { covers, useCurrentWorkspace } from '../workspaces/current-workspace';

const choices = [
  { value: 'serve', label: 'Go on serving' },
  { value: 'refuse', label: 'Refuse calls' },
] as const;

const meaning = {
  serve:
    'Calls go on, a little slower. Quotas hold and every call is counted; rate limits are stricter than set, because servers cannot ask each other.',
  refuse: 'Calls get 503 until counters are back, and your API decides what to do with them.',
};

/** What happens to calls while the fast counters are away. */
export function MeteringCard() {
  const { slug, role } = useCurrentWorkspace();
  const toast = useToast();
  const queryClient = useQueryClient();
  const path = { params: { path: { slug } } };
  const queryKey = ['metering', slug];
  const setting = useQuery({
    queryKey,
    queryFn: ({ signal }) => unwrap(api.GET('/api/v1/workspaces/{slug}/metering', { ...path, signal })),
  });
  const change = useMutation({
    mutationFn: (when_counters_are_down: 'serve' | 'refuse') =>
      unwrap(api.PUT('/api/v1/workspaces/{slug}/metering', { ...path, body: { when_counters_are_down } })),
    onSuccess: (saved) => {
      queryClient.setQueryData(queryKey, saved);
      toast.success('Saved.');
    },
  });
  const chosen = setting.data?.when_counters_are_down;
  return (
    <Card aria-labelledby="metering">
      <CardHeader
        id="metering"
        title="When counters are down"
        description="Calls are counted in memory first. Should that be away:"
      />
      <CardBody>
        {setting.isPending && <Skeleton className="h-9 w-64" />}
        {setting.isError && !chosen && <ErrorState error={setting.error} onRetry={() => void setting.refetch()} />}
        {chosen && (
          <div className="space-y-3">
            {covers(role, 'admin') ? (
              <Segmented
                label="When counters are down"
                value={chosen}
                onValue={(next) => change.mutate(next)}
                options={choices}
              />
            ) : (
              <p className="font-medium">{choices.find(({ value }) => value === chosen)?.label}</p>
            )}
            <p className="text-sm text-ink-soft">{meaning[chosen]}</p>
            {change.isError && (
              <p role="alert" className="text-sm text-danger">
                That could not be saved: {change.error.message}
              </p>
            )}
          </div>
        )}
      </CardBody>
    </Card>
  );
}
