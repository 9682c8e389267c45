import { unwrap, type components } from '@gatehouse/api-client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../../shared/lib/api';
import { useCurrentWorkspace } from '../workspaces/current-workspace';

type Schemas = components['schemas'];
export type Subscription = Schemas['Subscription'];
export type SubscriptionChange = Schemas['UpdateSubscription'];

const keyOf = (slug: string, subscriber: string) => ['subscriptions', slug, subscriber] as const;

/** A subscriber's places on the tiers of GPTs. */
export function useSubscriptions(subscriber: string) {
  const { slug } = useCurrentWorkspace();
  return useQuery({
    queryKey: keyOf(slug, subscriber),
    queryFn: ({ signal }) =>
      unwrap(
        api.GET('/api/v1/workspaces/{slug}/subscribers/{subscriber}/subscriptions', {
          params: { path: { slug, subscriber } },
          signal,
        }),
      ),
  });
}

export function useChangeSubscription(subscriber: string, gpt: string) {
  const { slug } = useCurrentWorkspace();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: SubscriptionChange) =>
      unwrap(
        api.PATCH('/api/v1/workspaces/{slug}/subscribers/{subscriber}/subscriptions/{gpt}', {
          params: { path: { slug, subscriber, gpt } },
          body,
        }),
      ),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: keyOf(slug, subscriber) }),
  });
}

/** Gives them a tier for nothing, or takes that back (null). */
export function useSetComp(subscriber: string, gpt: string) {
  const { slug } = useCurrentWorkspace();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (comp: Schemas['GiveComp'] | null) => {
      const params = { params: { path: { slug, subscriber, gpt } } };
      return comp === null
        ? unwrap(api.DELETE('/api/v1/workspaces/{slug}/subscribers/{subscriber}/subscriptions/{gpt}/comp', params))
        : unwrap(
            api.PUT('/api/v1/workspaces/{slug}/subscribers/{subscriber}/subscriptions/{gpt}/comp', { ...params, body: comp }),
          );
    },
    onSuccess: () => queryClient.invalidateQueries({ queryKey: keyOf(slug, subscriber) }),
  });
}
