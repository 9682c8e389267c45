import { unwrap, type components } from '@gatehouse/api-client';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../../../shared/lib/api';
import { useCurrentWorkspace } from '../../workspaces/current-workspace';

type Schemas = components['schemas'];
export type AccessPolicy = Schemas['AccessPolicy'];
export type AccessPolicyKind = AccessPolicy['policy'];
export type Invitation = Schemas['Invitation'];
export type AccessRequest = Schemas['AccessRequest'];

const WAITING_MS = 10_000;
const PAGE_SIZE = 20;

const accessKeys = {
  all: (slug: string, gpt: string) => ['access', slug, gpt] as const,
  policy: (slug: string, gpt: string) => [...accessKeys.all(slug, gpt), 'policy'] as const,
  invitations: (slug: string, gpt: string) => [...accessKeys.all(slug, gpt), 'invitations'] as const,
  requests: (slug: string, gpt: string) => [...accessKeys.all(slug, gpt), 'requests'] as const,
};

export function useAccessPolicy(gpt: string) {
  const { slug } = useCurrentWorkspace();
  return useQuery({
    queryKey: accessKeys.policy(slug, gpt),
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/v1/workspaces/{slug}/gpts/{gpt}/access-policy', { params: { path: { slug, gpt } }, signal })),
  });
}

export function usePutAccessPolicy(gpt: string) {
  const { slug } = useCurrentWorkspace();
  const refresh = useRefresh(gpt);
  return useMutation({
    mutationFn: (body: Schemas['PutAccessPolicy']) =>
      unwrap(api.PUT('/api/v1/workspaces/{slug}/gpts/{gpt}/access-policy', { params: { path: { slug, gpt } }, body })),
    onSuccess: refresh,
  });
}

export function useInvitations(gpt: string) {
  const { slug } = useCurrentWorkspace();
  return useInfiniteQuery({
    queryKey: accessKeys.invitations(slug, gpt),
    queryFn: ({ pageParam, signal }) => {
      const query = { limit: PAGE_SIZE, ...(pageParam ? { cursor: pageParam } : {}) };
      return unwrap(
        api.GET('/api/v1/workspaces/{slug}/gpts/{gpt}/invitations', { params: { path: { slug, gpt }, query }, signal }),
      );
    },
    initialPageParam: '',
    getNextPageParam: (last: Schemas['InvitationPage']) => last.next_cursor ?? undefined,
  });
}

export function useInvite(gpt: string) {
  const { slug } = useCurrentWorkspace();
  const refresh = useRefresh(gpt);
  return useMutation({
    mutationFn: (body: Schemas['CreateInvitations']) =>
      unwrap(api.POST('/api/v1/workspaces/{slug}/gpts/{gpt}/invitations', { params: { path: { slug, gpt } }, body })),
    onSuccess: refresh,
  });
}

export function useWithdrawInvitation(gpt: string) {
  const { slug } = useCurrentWorkspace();
  const refresh = useRefresh(gpt);
  return useMutation({
    mutationFn: (invitation: string) =>
      unwrap(
        api.DELETE('/api/v1/workspaces/{slug}/gpts/{gpt}/invitations/{invitation}', {
          params: { path: { slug, gpt, invitation } },
        }),
      ),
    onSuccess: refresh,
  });
}

/** Who asked. Looked at again now and then: a person waits for the answer. */
export function useAccessRequests(gpt: string) {
  const { slug } = useCurrentWorkspace();
  return useInfiniteQuery({
    queryKey: accessKeys.requests(slug, gpt),
    queryFn: ({ pageParam, signal }) => {
      const query = { limit: PAGE_SIZE, ...(pageParam ? { cursor: pageParam } : {}) };
      return unwrap(
        api.GET('/api/v1/workspaces/{slug}/gpts/{gpt}/access-requests', { params: { path: { slug, gpt }, query }, signal }),
      );
    },
    initialPageParam: '',
    getNextPageParam: (last: Schemas['AccessRequestPage']) => last.next_cursor ?? undefined,
    refetchInterval: WAITING_MS,
  });
}

export function useDecide(gpt: string) {
  const { slug } = useCurrentWorkspace();
  const refresh = useRefresh(gpt);
  return useMutation({
    mutationFn: ({ request, decision }: { request: string; decision: 'approve' | 'refuse' }) => {
      const params = { params: { path: { slug, gpt, request } } };
      return decision === 'approve'
        ? unwrap(api.POST('/api/v1/workspaces/{slug}/gpts/{gpt}/access-requests/{request}/approve', params))
        : unwrap(api.POST('/api/v1/workspaces/{slug}/gpts/{gpt}/access-requests/{request}/refuse', params));
    },
    onSuccess: refresh,
  });
}

function useRefresh(gpt: string) {
  const { slug } = useCurrentWorkspace();
  const queryClient = useQueryClient();
  // Not waited for: a row or form that what is read takes away could not say any more what was done.
  return () => void queryClient.invalidateQueries({ queryKey: accessKeys.all(slug, gpt) });
}
