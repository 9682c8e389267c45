import { unwrap, type components } from '@gatehouse/api-client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../../shared/lib/api';

export type ApiToken = components['schemas']['ApiToken'];
export type NewToken = components['schemas']['CreateToken'];

const tokenKeys = {
  list: ['tokens'] as const,
};

export function useTokens() {
  return useQuery({ queryKey: tokenKeys.list, queryFn: ({ signal }) => unwrap(api.GET('/api/v1/tokens', { signal })) });
}

export function useCreateToken() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: NewToken) => unwrap(api.POST('/api/v1/tokens', { body })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: tokenKeys.list }),
  });
}

export function useRevokeToken() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => unwrap(api.DELETE('/api/v1/tokens/{id}', { params: { path: { id } } })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: tokenKeys.list }),
  });
}
