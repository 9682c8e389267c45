import { unwrap, type components } from '@gatehouse/api-client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../../shared/lib/api';
import { useCurrentWorkspace } from '../workspaces/current-workspace';

type Schemas = components['schemas'];
export type SubscriberSession = Schemas['SubscriberSession'];
export type Grant = Schemas['Grant'];

const accessKeys = {
  sessions: (slug: string, subscriber: string) => ['subscriber-access', slug, subscriber, 'sessions'] as const,
  grants: (slug: string, subscriber: string) => ['subscriber-access', slug, subscriber, 'grants'] as const,
};

export function useSubscriberSessions(subscriber: string) {
  const { slug } = useCurrentWorkspace();
  return useQuery({
    queryKey: accessKeys.sessions(slug, subscriber),
    queryFn: ({ signal }) =>
      unwrap(
        api.GET('/api/v1/workspaces/{slug}/subscribers/{subscriber}/sessions', {
          params: { path: { slug, subscriber } },
          signal,
        }),
      ),
  });
}

export function useEndSubscriberSession(subscriber: string) {
  const { slug } = useCurrentWorkspace();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (session: string) =>
      unwrap(
        api.DELETE('/api/v1/workspaces/{slug}/subscribers/{subscriber}/sessions/{session}', {
          params: { path: { slug, subscriber, session } },
        }),
      ),
    // Not waited for: the row that it takes away could not say any more what was done.
    onSuccess: () => void queryClient.invalidateQueries({ queryKey: accessKeys.sessions(slug, subscriber) }),
  });
}

export function useGrants(subscriber: string) {
  const { slug } = useCurrentWorkspace();
  return useQuery({
    queryKey: accessKeys.grants(slug, subscriber),
    queryFn: ({ signal }) =>
      unwrap(
        api.GET('/api/v1/workspaces/{slug}/subscribers/{subscriber}/grants', { params: { path: { slug, subscriber } }, signal }),
      ),
  });
}

export function useRevokeGrant(subscriber: string) {
  const { slug } = useCurrentWorkspace();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (grant: string) =>
      unwrap(
        api.DELETE('/api/v1/workspaces/{slug}/subscribers/{subscriber}/grants/{grant}', {
          params: { path: { slug, subscriber, grant } },
        }),
      ),
    // Not waited for: the row that it takes away could not say any more what was done.
    onSuccess: () => void queryClient.invalidateQueries({ queryKey: accessKeys.grants(slug, subscriber) }),
  });
}
