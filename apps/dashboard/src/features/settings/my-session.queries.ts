import { unwrap, type components } from '@gatehouse/api-client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../../shared/lib/api';

export type MySession = components['schemas']['MySession'];

const mySessionKeys = {
  list: ['my-sessions'] as const,
};

export function useMySessions() {
  return useQuery({
    queryKey: mySessionKeys.list,
    queryFn: ({ signal }) => unwrap(api.GET('/api/v1/me/sessions', { signal })),
  });
}

export function useEndMySession() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (session: string) => unwrap(api.DELETE('/api/v1/me/sessions/{session}', { params: { path: { session } } })),
    // Not waited for: the row that it takes away could not say any more what was done.
    onSuccess: () => void queryClient.invalidateQueries({ queryKey: mySessionKeys.list }),
  });
}
