import { unwrap, type components } from '@gatehouse/api-client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../../../shared/lib/api';
import { useCurrentWorkspace } from '../../workspaces/current-workspace';

export type TokenLifetimes = components['schemas']['TokenLifetimes'];

const lifetimeKeys = {
  of: (slug: string, gpt: string) => ['workspaces', slug, 'gpts', gpt, 'token-lifetimes'] as const,
};
const PATH = '/api/v1/workspaces/{slug}/gpts/{gpt}/token-lifetimes';

export function useTokenLifetimes(gpt: string) {
  const { slug } = useCurrentWorkspace();
  return useQuery({
    queryKey: lifetimeKeys.of(slug, gpt),
    queryFn: ({ signal }) => unwrap(api.GET(PATH, { params: { path: { slug, gpt } }, signal })),
  });
}

export function useSetTokenLifetimes(gpt: string) {
  const { slug } = useCurrentWorkspace();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: TokenLifetimes) => unwrap(api.PUT(PATH, { params: { path: { slug, gpt } }, body })),
    onSuccess: (saved) => queryClient.setQueryData(lifetimeKeys.of(slug, gpt), saved),
  });
}
