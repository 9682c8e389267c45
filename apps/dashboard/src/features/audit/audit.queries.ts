import { unwrap, type components } from '@gatehouse/api-client';
import { useInfiniteQuery } from '@tanstack/react-query';
import { api } from '../../shared/lib/api';
import { useCurrentWorkspace } from '../workspaces/current-workspace';

type Schemas = components['schemas'];
export type AuditEvent = Schemas['AuditEvent'];

const PAGE_SIZE = 50;

const auditKeys = {
  list: (slug: string, action: string) => ['audit', slug, action] as const,
};

/** @param action a whole action, or the part before its dot; empty for all */
export function useAuditEvents(action: string) {
  const { slug } = useCurrentWorkspace();
  return useInfiniteQuery({
    queryKey: auditKeys.list(slug, action),
    queryFn: ({ pageParam, signal }) => {
      const query = { limit: PAGE_SIZE, ...(action ? { action } : {}), ...(pageParam ? { cursor: pageParam } : {}) };
      return unwrap(api.GET('/api/v1/workspaces/{slug}/audit', { params: { path: { slug }, query }, signal }));
    },
    initialPageParam: '',
    getNextPageParam: (last: Schemas['AuditPage']) => last.next_cursor ?? undefined,
    // A log that shows what was true a while ago misleads.
    staleTime: 0,
  });
}
