import { unwrap, type components } from '@gatehouse/api-client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../../shared/lib/api';
import { sessionKeys } from '../session/session.queries';

const workspaceKeys = {
  detail: (slug: string) => ['workspace', slug] as const,
};

export function useWorkspace(slug: string) {
  return useQuery({
    queryKey: workspaceKeys.detail(slug),
    queryFn: ({ signal }) => unwrap(api.GET('/api/v1/workspaces/{slug}', { params: { path: { slug } }, signal })),
  });
}

export function useCreateWorkspace() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: components['schemas']['CreateWorkspace']) => unwrap(api.POST('/api/v1/workspaces', { body })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: sessionKeys.me }),
  });
}
