import { unwrap, type components } from '@gatehouse/api-client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { loadAllPages } from '../../shared/lib/all-pages';
import { api } from '../../shared/lib/api';
import { useCurrentWorkspace } from '../workspaces/current-workspace';

type Schemas = components['schemas'];
export type Gpt = Schemas['Gpt'];
export type Scope = Gpt['scopes'][number];
export type LoginMethod = Gpt['login_methods'][number];

/** The most that the API gives at once. */
const PAGE_SIZE = 100;

/** How long the older secret keeps working beside a new one. */
export const OVERLAP_HOURS = 24;

const gptKeys = {
  all: (slug: string) => ['gpts', slug] as const,
  list: (slug: string) => [...gptKeys.all(slug), 'list'] as const,
  detail: (slug: string, gptId: string) => [...gptKeys.all(slug), 'detail', gptId] as const,
};

/** All GPTs of the workspace, the newest first. */
export function useGpts(options: { refetchInterval?: number } = {}) {
  const { slug } = useCurrentWorkspace();
  return useQuery({
    queryKey: gptKeys.list(slug),
    queryFn: async ({ signal }) => ({
      data: await loadAllPages((cursor) => {
        const query = { limit: PAGE_SIZE, ...(cursor ? { cursor } : {}) };
        return unwrap(api.GET('/api/v1/workspaces/{slug}/gpts', { params: { path: { slug }, query }, signal }));
      }),
    }),
    ...options,
  });
}

/** @param options.refetchInterval milliseconds between looks, for pages that wait for something to happen in ChatGPT */
export function useGpt(gptId: string, options: { refetchInterval?: number | false } = {}) {
  const { slug } = useCurrentWorkspace();
  return useQuery({
    queryKey: gptKeys.detail(slug, gptId),
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/v1/workspaces/{slug}/gpts/{gpt}', { params: { path: { slug, gpt: gptId } }, signal })),
    ...options,
  });
}

export function useCreateGpt() {
  const { slug } = useCurrentWorkspace();
  const refresh = useRefreshGpts();
  return useMutation({
    mutationFn: (body: Schemas['CreateGpt']) =>
      unwrap(api.POST('/api/v1/workspaces/{slug}/gpts', { params: { path: { slug } }, body })),
    onSuccess: refresh,
  });
}

export function useUpdateGpt(gptId: string) {
  const { slug } = useCurrentWorkspace();
  const refresh = useRefreshGpts();
  return useMutation({
    mutationFn: (body: Schemas['UpdateGpt']) =>
      unwrap(api.PATCH('/api/v1/workspaces/{slug}/gpts/{gpt}', { params: { path: { slug, gpt: gptId } }, body })),
    onSuccess: refresh,
  });
}

export function useDeleteGpt(gptId: string) {
  const { slug } = useCurrentWorkspace();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => unwrap(api.DELETE('/api/v1/workspaces/{slug}/gpts/{gpt}', { params: { path: { slug, gpt: gptId } } })),
    onSuccess: async () => {
      // Its own page is still shown for a moment and must not ask for it again.
      await queryClient.cancelQueries({ queryKey: gptKeys.detail(slug, gptId) });
      await queryClient.invalidateQueries({ queryKey: gptKeys.list(slug) });
    },
  });
}

export function useRotateSecret(gptId: string) {
  const { slug } = useCurrentWorkspace();
  const refresh = useRefreshGpts();
  return useMutation({
    mutationFn: () =>
      unwrap(
        api.POST('/api/v1/workspaces/{slug}/gpts/{gpt}/secrets', {
          params: { path: { slug, gpt: gptId } },
          body: { overlap_hours: OVERLAP_HOURS },
        }),
      ),
    onSuccess: refresh,
  });
}

export function useAddCallbackUrl(gptId: string) {
  const { slug } = useCurrentWorkspace();
  const refresh = useRefreshGpts();
  return useMutation({
    mutationFn: (body: Schemas['CreateCallbackUrl']) =>
      unwrap(api.POST('/api/v1/workspaces/{slug}/gpts/{gpt}/callback-urls', { params: { path: { slug, gpt: gptId } }, body })),
    onSuccess: refresh,
  });
}

export function useRemoveCallbackUrl(gptId: string) {
  const { slug } = useCurrentWorkspace();
  const refresh = useRefreshGpts();
  return useMutation({
    mutationFn: (id: string) =>
      unwrap(
        api.DELETE('/api/v1/workspaces/{slug}/gpts/{gpt}/callback-urls/{id}', { params: { path: { slug, gpt: gptId, id } } }),
      ),
    onSuccess: refresh,
  });
}

/** Reads the workspace's GPTs anew. */
export function useRefreshGpts() {
  const { slug } = useCurrentWorkspace();
  const queryClient = useQueryClient();
  return () => queryClient.invalidateQueries({ queryKey: gptKeys.all(slug) });
}
