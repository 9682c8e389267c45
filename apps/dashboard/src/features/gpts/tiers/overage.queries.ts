import { type components, unwrap } from '@gatehouse/api-client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../../../shared/lib/api';
import { useCurrentWorkspace } from '../../workspaces/current-workspace';

export type TierOverage = components['schemas']['TierOverage'];

const PATH = '/api/v1/workspaces/{slug}/gpts/{gpt}/tiers/{tier}/overage';
const overageKeys = {
  of: (slug: string, gpt: string, tier: string) => ['workspaces', slug, 'gpts', gpt, 'tiers', tier, 'overage'] as const,
};

export function useTierOverage(gpt: string, tier: string) {
  const { slug } = useCurrentWorkspace();
  return useQuery({
    queryKey: overageKeys.of(slug, gpt, tier),
    queryFn: ({ signal }) => unwrap(api.GET(PATH, { params: { path: { slug, gpt, tier } }, signal })),
  });
}

export function useSetTierOverage(gpt: string, tier: string) {
  const { slug } = useCurrentWorkspace();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (unitAmount: string | null) =>
      unwrap(api.PUT(PATH, { params: { path: { slug, gpt, tier } }, body: { unit_amount: unitAmount } })),
    onSuccess: (saved) => queryClient.setQueryData(overageKeys.of(slug, gpt, tier), saved),
  });
}
