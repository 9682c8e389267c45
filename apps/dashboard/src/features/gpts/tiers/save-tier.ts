import { ApiError, unwrap, type components } from '@gatehouse/api-client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { api } from '../../../shared/lib/api';
import { useCurrentWorkspace } from '../../workspaces/current-workspace';
import type { Tier, TierChange } from './tier.queries';

export interface WantedTier {
  readonly key: string;
  readonly change: TierChange & { name: string };
  /** Null: they stay as they are. */
  readonly prices: components['schemas']['SetTierPrices'] | null;
  /** What a unit beyond the quota costs; left out, it stays as it is. */
  readonly unitAmount?: string | null;
}

/** Makes a tier, or changes the one with this id; then its prices; then what is charged beyond its quota, which needs both. */
export function useSaveTier(gpt: string, id: string | null) {
  const { slug } = useCurrentWorkspace();
  const queryClient = useQueryClient();
  // A tier whose prices are refused has been made: what is mended then is a change of it.
  const made = useRef(id);

  async function saveTier(key: string, change: WantedTier['change']): Promise<Tier> {
    const path = { slug, gpt };
    const { current: tier } = made;
    const saved =
      tier === null
        ? await unwrap(api.POST('/api/v1/workspaces/{slug}/gpts/{gpt}/tiers', { params: { path }, body: { key, ...change } }))
        : await unwrap(
            api.PATCH('/api/v1/workspaces/{slug}/gpts/{gpt}/tiers/{tier}', { params: { path: { ...path, tier } }, body: change }),
          );
    made.current = saved.id;
    return saved;
  }

  return useMutation({
    mutationFn: async ({ key, change, prices, unitAmount }: WantedTier) => {
      const tier = await saveTier(key, change);
      const params = { path: { slug, gpt, tier: tier.id } };
      if (prices !== null)
        await unwrap(api.PUT('/api/v1/workspaces/{slug}/gpts/{gpt}/tiers/{tier}/prices', { params, body: prices })).catch(
          atFields(Object.fromEntries(prices.prices.map(({ interval }, index) => [`prices.${index}.amount`, interval]))),
        );
      if (unitAmount !== undefined)
        await unwrap(
          api.PUT('/api/v1/workspaces/{slug}/gpts/{gpt}/tiers/{tier}/overage', { params, body: { unit_amount: unitAmount } }),
        ).catch(atFields({ unit_amount: 'overage' }));
      return tier;
    },
    onSettled: () =>
      Promise.all(
        ['tiers', 'tier-prices', 'tier-overage'].map((what) => queryClient.invalidateQueries({ queryKey: [what, slug, gpt] })),
      ),
  });
}

/** What is said of a field of the call, at the line of the form that it comes from. */
function atFields(names: Readonly<Record<string, string>>): (error: unknown) => never {
  return (error) => {
    if (!(error instanceof ApiError)) throw error;
    const fields = Object.entries(error.fields).map(([field, message]) => [names[field] ?? field, message]);
    throw new ApiError(error.status, error.code, error.message, Object.fromEntries(fields) as Record<string, string>);
  };
}
