import { unwrap, type components } from '@gatehouse/api-client';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../../../shared/lib/api';
import { useCurrentWorkspace } from '../../workspaces/current-workspace';

export type Branding = components['schemas']['Branding'];
export type SetBranding = components['schemas']['SetBranding'];
export type PrivacyPolicy = components['schemas']['PrivacyPolicy'];
export type SetPrivacyPolicy = components['schemas']['SetPrivacyPolicy'];

export interface PreviewChoice {
  page: 'sign_in' | 'consent';
  scheme: 'light' | 'dark';
  language: PreviewLanguage;
}
export type PreviewLanguage = 'en' | 'es' | 'pt' | 'hi' | 'id' | 'ja' | 'de' | 'fr';

const keys = {
  branding: (slug: string, gptId: string) => ['branding', slug, gptId] as const,
  preview: (slug: string, gptId: string) => ['branding-preview', slug, gptId] as const,
  privacy: (slug: string, gptId: string) => ['privacy-policy', slug, gptId] as const,
};

function usePath(gptId: string) {
  const { slug } = useCurrentWorkspace();
  return { slug, params: { path: { slug, gpt: gptId } } };
}

/** How the GPT's hosted pages look. */
export function useBranding(gptId: string) {
  const { slug, params } = usePath(gptId);
  return useQuery({
    queryKey: keys.branding(slug, gptId),
    queryFn: ({ signal }) => unwrap(api.GET('/api/v1/workspaces/{slug}/gpts/{gpt}/branding', { params, signal })),
  });
}

export function useSetBranding(gptId: string) {
  const { slug, params } = usePath(gptId);
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: SetBranding) => unwrap(api.PUT('/api/v1/workspaces/{slug}/gpts/{gpt}/branding', { params, body })),
    onSuccess: (branding) => queryClient.setQueryData(keys.branding(slug, gptId), branding),
  });
}

export function useSetLogo(gptId: string) {
  const { slug, params } = usePath(gptId);
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (image: string) =>
      unwrap(api.PUT('/api/v1/workspaces/{slug}/gpts/{gpt}/branding/logo', { params, body: { image } })),
    onSuccess: (branding) => {
      queryClient.setQueryData(keys.branding(slug, gptId), branding);
      return queryClient.invalidateQueries({ queryKey: keys.preview(slug, gptId) });
    },
  });
}

export function useDeleteLogo(gptId: string) {
  const { slug, params } = usePath(gptId);
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => unwrap(api.DELETE('/api/v1/workspaces/{slug}/gpts/{gpt}/branding/logo', { params })),
    onSuccess: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: keys.branding(slug, gptId) }),
        queryClient.invalidateQueries({ queryKey: keys.preview(slug, gptId) }),
      ]),
  });
}

/** The page with this draft instead of what is saved. The former one stays until the next is there. */
export function usePreview(gptId: string, draft: SetBranding, choice: PreviewChoice) {
  const { slug, params } = usePath(gptId);
  const said = Object.entries(draft).filter(([, value]) => value !== null);
  const query = { ...Object.fromEntries(said), ...choice };
  return useQuery({
    queryKey: [...keys.preview(slug, gptId), query],
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/v1/workspaces/{slug}/gpts/{gpt}/branding/preview', { params: { ...params, query }, signal })),
    placeholderData: keepPreviousData,
    // Names and ways of signing in are changed elsewhere.
    staleTime: 0,
    gcTime: 30_000,
  });
}

/** What the creator says in the hosted privacy policy. */
export function usePrivacyPolicy(gptId: string) {
  const { slug, params } = usePath(gptId);
  return useQuery({
    queryKey: keys.privacy(slug, gptId),
    queryFn: ({ signal }) => unwrap(api.GET('/api/v1/workspaces/{slug}/gpts/{gpt}/privacy-policy', { params, signal })),
  });
}

export function useSetPrivacyPolicy(gptId: string) {
  const { slug, params } = usePath(gptId);
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: SetPrivacyPolicy) =>
      unwrap(api.PUT('/api/v1/workspaces/{slug}/gpts/{gpt}/privacy-policy', { params, body })),
    onSuccess: (policy) => queryClient.setQueryData(keys.privacy(slug, gptId), policy),
  });
}
