import { unwrap, type components } from '@gatehouse/api-client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../../../shared/lib/api';
import { useCurrentWorkspace } from '../../workspaces/current-workspace';

type Schemas = components['schemas'];
export type Tier = Schemas['Tier'];
export type TierChange = Schemas['UpdateTier'];

const tierKeys = { list: (slug: string, gptId: string) => ['tiers', slug, gptId] as const };

/** What subscribers of a GPT may get, in the order in which it was made; the default one is the first. */
export function useTiers(gptId: string) {
  const { slug } = useCurrentWorkspace();
  return useQuery({
    queryKey: tierKeys.list(slug, gptId),
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/v1/workspaces/{slug}/gpts/{gpt}/tiers', { params: { path: { slug, gpt: gptId } }, signal })),
  });
}

/** Puts the tiers of a GPT in this order. */
export function useOrderTiers(gptId: string) {
  const { slug } = useCurrentWorkspace();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (tiers: string[]) =>
      unwrap(
        api.PUT('/api/v1/workspaces/{slug}/gpts/{gpt}/tier-order', {
          params: { path: { slug, gpt: gptId } },
          body: { tiers },
        }),
      ),
    onSuccess: (page) => queryClient.setQueryData(tierKeys.list(slug, gptId), page),
  });
}

/** Changes one thing about a tier, without its form. */
export function useChangeTier(gptId: string) {
  const { slug } = useCurrentWorkspace();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ id, change }: { id: string; change: TierChange }) =>
      unwrap(
        api.PATCH('/api/v1/workspaces/{slug}/gpts/{gpt}/tiers/{tier}', {
          params: { path: { slug, gpt: gptId, tier: id } },
          body: change,
        }),
      ),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: tierKeys.list(slug, gptId) }),
  });
}
