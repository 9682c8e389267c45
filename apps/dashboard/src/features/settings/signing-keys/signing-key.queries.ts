import { unwrap, type components } from '@gatehouse/api-client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../../../shared/lib/api';

export type SigningKey = components['schemas']['SigningKey'];

const signingKeyKeys = {
  list: (slug: string) => ['workspaces', slug, 'signing-keys'] as const,
};

export function useSigningKeys(slug: string) {
  return useQuery({
    queryKey: signingKeyKeys.list(slug),
    queryFn: ({ signal }) => unwrap(api.GET('/api/v1/workspaces/{slug}/signing-keys', { params: { path: { slug } }, signal })),
  });
}

export function useRotateSigningKeys(slug: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (compromised: boolean) =>
      unwrap(api.POST('/api/v1/workspaces/{slug}/signing-keys/rotate', { params: { path: { slug } }, body: { compromised } })),
    onSuccess: (page) => queryClient.setQueryData(signingKeyKeys.list(slug), page),
  });
}
