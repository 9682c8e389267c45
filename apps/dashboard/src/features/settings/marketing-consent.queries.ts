import { unwrap, type components } from '@gatehouse/api-client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../../shared/lib/api';
import { useCurrentWorkspace } from '../workspaces/current-workspace';

type Setting = components['schemas']['MarketingConsentSetting'];

const keyOf = (slug: string) => ['marketing-consent', slug] as const;

/** Whether subscribers are asked about news. */
export function useMarketingConsent() {
  const { slug } = useCurrentWorkspace();
  return useQuery({
    queryKey: keyOf(slug),
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/v1/workspaces/{slug}/marketing-consent', { params: { path: { slug } }, signal })),
  });
}

/** The switch moves at once and goes back if the API refuses. */
export function useSetMarketingConsent() {
  const { slug } = useCurrentWorkspace();
  const queryClient = useQueryClient();
  const queryKey = keyOf(slug);
  return useMutation({
    mutationFn: (ask: boolean) =>
      unwrap(api.PUT('/api/v1/workspaces/{slug}/marketing-consent', { params: { path: { slug } }, body: { ask } })),
    onMutate: async (ask) => {
      await queryClient.cancelQueries({ queryKey });
      const before = queryClient.getQueryData<Setting>(queryKey);
      queryClient.setQueryData<Setting>(queryKey, { ask });
      return before;
    },
    onError: (_error, _ask, before) => queryClient.setQueryData(queryKey, before),
    onSettled: () => queryClient.invalidateQueries({ queryKey }),
  });
}
