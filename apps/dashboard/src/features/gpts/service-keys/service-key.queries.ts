import { unwrap, type components } from '@gatehouse/api-client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../../../shared/lib/api';
import { useCurrentWorkspace } from '../../workspaces/current-workspace';
import { OVERLAP_HOURS } from '../gpt.queries';

type Schemas = components['schemas'];
export type ServiceKey = Schemas['ServiceKey'];

const serviceKeyKeys = {
  list: (slug: string, gptId: string) => ['service-keys', slug, gptId] as const,
};

export function useServiceKeys(gptId: string) {
  const { slug } = useCurrentWorkspace();
  return useQuery({
    queryKey: serviceKeyKeys.list(slug, gptId),
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/v1/workspaces/{slug}/gpts/{gpt}/service-keys', { params: { path: { slug, gpt: gptId } }, signal })),
  });
}

export function useCreateServiceKey(gptId: string) {
  const { slug } = useCurrentWorkspace();
  const refresh = useRefresh(gptId);
  return useMutation({
    mutationFn: (body: Schemas['CreateServiceKey']) =>
      unwrap(api.POST('/api/v1/workspaces/{slug}/gpts/{gpt}/service-keys', { params: { path: { slug, gpt: gptId } }, body })),
    onSuccess: refresh,
  });
}

export function useRotateServiceKey(gptId: string) {
  const { slug } = useCurrentWorkspace();
  const refresh = useRefresh(gptId);
  return useMutation({
    mutationFn: (key: string) =>
      unwrap(
        api.POST('/api/v1/workspaces/{slug}/gpts/{gpt}/service-keys/{key}/rotate', {
          params: { path: { slug, gpt: gptId, key } },
          body: { overlap_hours: OVERLAP_HOURS },
        }),
      ),
    onSuccess: refresh,
  });
}

export function useRevokeServiceKey(gptId: string) {
  const { slug } = useCurrentWorkspace();
  const refresh = useRefresh(gptId);
  return useMutation({
    mutationFn: (key: string) =>
      unwrap(
        api.DELETE('/api/v1/workspaces/{slug}/gpts/{gpt}/service-keys/{key}', { params: { path: { slug, gpt: gptId, key } } }),
      ),
    onSuccess: refresh,
  });
}

function useRefresh(gptId: string) {
  const { slug } = useCurrentWorkspace();
  const queryClient = useQueryClient();
  return () => queryClient.invalidateQueries({ queryKey: serviceKeyKeys.list(slug, gptId) });
}
