import { unwrap, type components } from '@gatehouse/api-client';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../../shared/lib/api';
import { useCurrentWorkspace } from '../../workspaces/current-workspace';

type Schemas = components['schemas'];
export type StripeEvent = Schemas['StripeEvent'];
export type Outcome = StripeEvent['outcome'];
/** `not_ignored`: what changed something, or failed. */
export type EventFilter = Outcome | 'not_ignored';

const PAGE_SIZE = 50;
const keyOf = (slug: string) => ['stripe-events', slug] as const;

/** What Stripe told, the newest first. @param outcome null: all */
export function useStripeEvents(outcome: EventFilter | null) {
  const { slug } = useCurrentWorkspace();
  return useInfiniteQuery({
    queryKey: [...keyOf(slug), outcome],
    queryFn: ({ pageParam, signal }) => {
      const query = { limit: PAGE_SIZE, ...(outcome ? { outcome } : {}), ...(pageParam ? { cursor: pageParam } : {}) };
      return unwrap(api.GET('/api/v1/workspaces/{slug}/billing/events', { params: { path: { slug }, query }, signal }));
    },
    initialPageParam: '',
    getNextPageParam: (last: Schemas['StripeEventPage']) => last.next_cursor ?? undefined,
    staleTime: 0,
  });
}

/** Works through an event once more. */
export function useReplayEvent() {
  const { slug } = useCurrentWorkspace();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (event: string) =>
      unwrap(api.POST('/api/v1/workspaces/{slug}/billing/events/{event}/replay', { params: { path: { slug, event } } })),
    onSettled: () => queryClient.invalidateQueries({ queryKey: keyOf(slug) }),
  });
}
