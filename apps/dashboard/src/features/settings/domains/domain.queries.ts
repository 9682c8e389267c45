import { unwrap, type components } from '@gatehouse/api-client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../../../shared/lib/api';

export type Domain = components['schemas']['Domain'];

const domainKeys = {
  list: (slug: string) => ['workspaces', slug, 'domains'] as const,
};

/** While somebody waits for the DNS, the worker looks once a minute. */
const WAITING_MS = 20_000;

export function useDomains(slug: string) {
  return useQuery({
    queryKey: domainKeys.list(slug),
    queryFn: ({ signal }) => unwrap(api.GET('/api/v1/workspaces/{slug}/domains', { params: { path: { slug } }, signal })),
    refetchInterval: ({ state }) => (state.data?.data.some((domain) => domain.state !== 'verified') ? WAITING_MS : false),
  });
}

/** Domains decide what issuer the whole workspace shows, so everything of it is asked again. */
function useChange<Input>(slug: string, change: (input: Input) => Promise<unknown>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['workspaces', slug] }),
  });
}

export function useAddDomain(slug: string) {
  return useChange(slug, (domain: string) =>
    unwrap(api.POST('/api/v1/workspaces/{slug}/domains', { params: { path: { slug } }, body: { domain } })),
  );
}

export function useCheckDomain(slug: string) {
  return useChange(slug, (domain: string) =>
    unwrap(api.POST('/api/v1/workspaces/{slug}/domains/{domain}/check', { params: { path: { slug, domain } } })),
  );
}

export function useChooseIssuer(slug: string) {
  return useChange(slug, ({ id, on }: { id: string; on: boolean }) => {
    const params = { path: { slug, domain: id } };
    const path = '/api/v1/workspaces/{slug}/domains/{domain}/issuer';
    return on ? unwrap(api.PUT(path, { params })) : unwrap(api.DELETE(path, { params }));
  });
}

export function useRemoveDomain(slug: string) {
  return useChange(slug, (domain: string) =>
    unwrap(api.DELETE('/api/v1/workspaces/{slug}/domains/{domain}', { params: { path: { slug, domain } } })),
  );
}
