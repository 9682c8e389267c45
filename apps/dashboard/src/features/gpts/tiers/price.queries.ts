import { unwrap, type components } from '@gatehouse/api-client';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../../shared/lib/api';
import { useCurrentWorkspace } from '../../workspaces/current-workspace';

type Schemas = components['schemas'];
export type TierPrices = Schemas['TierPrices'];
export type Price = Schemas['Price'];
export type TierOverage = Schemas['TierOverage'];

const MOVING_MS = 3_000;

const priceKeys = { of: (slug: string, gpt: string, tier: string) => ['tier-prices', slug, gpt, tier] as const };

/** What a tier costs, and how far the people are who were to move to it; looked at again while some are under way. */
export function useTierPrices(gpt: string, tier: string | null) {
  const { slug } = useCurrentWorkspace();
  return useQuery<TierPrices>({
    queryKey: priceKeys.of(slug, gpt, tier ?? ''),
    enabled: tier !== null,
    refetchInterval: ({ state }): number | false => ((state.data?.moves.waiting ?? 0) > 0 ? MOVING_MS : false),
    queryFn: ({ signal }): Promise<TierPrices> =>
      unwrap(
        api.GET('/api/v1/workspaces/{slug}/gpts/{gpt}/tiers/{tier}/prices', {
          params: { path: { slug, gpt, tier: tier ?? '' } },
          signal,
        }),
      ),
  });
}

/** What a unit beyond the quota of a tier costs. */
export function useTierOverage(gpt: string, tier: string | null) {
  const { slug } = useCurrentWorkspace();
  return useQuery({
    queryKey: ['tier-overage', slug, gpt, tier ?? ''],
    enabled: tier !== null,
    queryFn: ({ signal }) =>
      unwrap(
        api.GET('/api/v1/workspaces/{slug}/gpts/{gpt}/tiers/{tier}/overage', {
          params: { path: { slug, gpt, tier: tier ?? '' } },
          signal,
        }),
      ),
  });
}
