import { unwrap, type components } from '@gatehouse/api-client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../../shared/lib/api';
import { useCurrentWorkspace } from '../workspaces/current-workspace';

type Schemas = components['schemas'];
export type PaymentsConnection = Schemas['PaymentsConnection'];
export type OwnWebhook = Schemas['OwnWebhook'];
export type BillingSettings = Schemas['BillingSettings'];

const paymentKeys = {
  connection: (slug: string) => ['payments-connection', slug] as const,
  settings: (slug: string) => ['billing-settings', slug] as const,
};

/** How the workspace is paid. */
export function usePaymentsConnection() {
  const { slug } = useCurrentWorkspace();
  return useQuery({
    queryKey: paymentKeys.connection(slug),
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/v1/workspaces/{slug}/billing/connection', { params: { path: { slug } }, signal })),
  });
}

/** What may be done about it. Each but the first brings the card up to what is so then. */
export function useConnectionDeeds() {
  const { slug } = useCurrentWorkspace();
  const queryClient = useQueryClient();
  const path = { params: { path: { slug } } };
  const keep = (connection: PaymentsConnection) => queryClient.setQueryData(paymentKeys.connection(slug), connection);
  return {
    start: useMutation({
      mutationFn: () => unwrap(api.POST('/api/v1/workspaces/{slug}/billing/connection/authorize', path)),
      onSuccess: ({ url }) => window.location.assign(url),
    }),
    giveKey: useMutation({
      mutationFn: (key: string) =>
        unwrap(api.PUT('/api/v1/workspaces/{slug}/billing/connection/key', { ...path, body: { key } })),
      onSuccess: keep,
    }),
    makeWebhook: useMutation({
      mutationFn: () => unwrap(api.POST('/api/v1/workspaces/{slug}/billing/connection/webhook', path)),
      onSuccess: keep,
    }),
    giveSecret: useMutation({
      mutationFn: (secret: string) =>
        unwrap(api.PUT('/api/v1/workspaces/{slug}/billing/connection/webhook', { ...path, body: { secret } })),
      onSuccess: keep,
    }),
    end: useMutation({
      mutationFn: () => unwrap(api.DELETE('/api/v1/workspaces/{slug}/billing/connection', path)),
      onSuccess: () => queryClient.invalidateQueries({ queryKey: paymentKeys.connection(slug) }),
    }),
  };
}

/** How the workspace sells. */
export function useBillingSettings() {
  const { slug } = useCurrentWorkspace();
  return useQuery({
    queryKey: paymentKeys.settings(slug),
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/v1/workspaces/{slug}/billing/settings', { params: { path: { slug } }, signal })),
  });
}

export function useSetBillingSettings() {
  const { slug } = useCurrentWorkspace();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: BillingSettings) =>
      unwrap(api.PUT('/api/v1/workspaces/{slug}/billing/settings', { params: { path: { slug } }, body })),
    onSuccess: (settings) => queryClient.setQueryData(paymentKeys.settings(slug), settings),
  });
}
