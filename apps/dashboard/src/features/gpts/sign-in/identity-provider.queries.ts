import { unwrap, type components } from '@gatehouse/api-client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../../../shared/lib/api';
import { useCurrentWorkspace } from '../../workspaces/current-workspace';

type Schemas = components['schemas'];
export type GptIdentityProvider = Schemas['GptIdentityProvider'];

const identityProviderKeys = {
  list: (slug: string, gptId: string) => ['identity-providers', slug, gptId] as const,
};

export function useIdentityProviders(gptId: string) {
  const { slug } = useCurrentWorkspace();
  return useQuery({
    queryKey: identityProviderKeys.list(slug, gptId),
    queryFn: ({ signal }) =>
      unwrap(
        api.GET('/api/v1/workspaces/{slug}/gpts/{gpt}/identity-providers', { params: { path: { slug, gpt: gptId } }, signal }),
      ),
  });
}

export function useSetIdentityClient(gptId: string, provider: GptIdentityProvider['provider']) {
  const { slug } = useCurrentWorkspace();
  const refresh = useRefresh(gptId);
  return useMutation({
    mutationFn: (body: Schemas['SetIdentityClient']) =>
      unwrap(
        api.PUT('/api/v1/workspaces/{slug}/gpts/{gpt}/identity-providers/{provider}', {
          params: { path: { slug, gpt: gptId, provider } },
          body,
        }),
      ),
    onSuccess: refresh,
  });
}

export function useRemoveIdentityClient(gptId: string, provider: GptIdentityProvider['provider']) {
  const { slug } = useCurrentWorkspace();
  const refresh = useRefresh(gptId);
  return useMutation({
    mutationFn: () =>
      unwrap(
        api.DELETE('/api/v1/workspaces/{slug}/gpts/{gpt}/identity-providers/{provider}', {
          params: { path: { slug, gpt: gptId, provider } },
        }),
      ),
    onSuccess: refresh,
  });
}

function useRefresh(gptId: string) {
  const { slug } = useCurrentWorkspace();
  const queryClient = useQueryClient();
  return () => queryClient.invalidateQueries({ queryKey: identityProviderKeys.list(slug, gptId) });
}
