import { unwrap, type components } from '@gatehouse/api-client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../../../shared/lib/api';
import { useCurrentWorkspace } from '../../workspaces/current-workspace';

export type AnonymousLimits = Required<components['schemas']['AnonymousLimits']>;

const keyOf = (slug: string, gptId: string) => ['anonymous-limits', slug, gptId] as const;

/** What a GPT allows to people who have not signed in. */
export function useAnonymousLimits(gptId: string) {
  const { slug } = useCurrentWorkspace();
  return useQuery({
    queryKey: keyOf(slug, gptId),
    queryFn: ({ signal }) =>
      unwrap(
        api.GET('/api/v1/workspaces/{slug}/gpts/{gpt}/anonymous-limits', { params: { path: { slug, gpt: gptId } }, signal }),
      ),
  });
}

export function useSetAnonymousLimits(gptId: string) {
  const { slug } = useCurrentWorkspace();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (limits: AnonymousLimits) =>
      unwrap(
        api.PUT('/api/v1/workspaces/{slug}/gpts/{gpt}/anonymous-limits', {
          params: { path: { slug, gpt: gptId } },
          body: limits,
        }),
      ),
    onSuccess: (limits) => queryClient.setQueryData(keyOf(slug, gptId), limits),
  });
}
