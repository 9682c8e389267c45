import { unwrap, type components } from '@gatehouse/api-client';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient, type InfiniteData } from '@tanstack/react-query';
import { api } from '../../shared/lib/api';
import { useCurrentWorkspace } from '../workspaces/current-workspace';
import { isStanding, type Standing } from './standing';

export type Subscriber = components['schemas']['Subscriber'];
type Page = components['schemas']['SubscriberPage'];

export interface SubscriberFilter {
  q: string;
  gpt: string;
  /** Whether they agree to hear news; anything else: never mind. */
  news: string;
  /** How they stand to money; anything that is no standing: never mind. */
  standing: string;
}

const subscriberKeys = {
  all: (slug: string) => ['subscribers', slug] as const,
  lists: (slug: string) => [...subscriberKeys.all(slug), 'list'] as const,
  list: (slug: string, filter: SubscriberFilter) => [...subscriberKeys.lists(slug), filter] as const,
  detail: (slug: string, id: string) => [...subscriberKeys.all(slug), 'detail', id] as const,
  any: (slug: string, gptId: string | undefined) => [...subscriberKeys.all(slug), 'any', gptId ?? null] as const,
};

const PAGE_SIZE = 50;
const WAITING_MS = 3_000;
const DETAIL_MS = 5_000;

/** The filter as query parameters; empty ones are left out, since the API reads an empty one as a search for nothing. */
export function buildFilterQuery({ q, gpt, news, standing }: SubscriberFilter): {
  q?: string;
  gpt?: string;
  marketing_consent?: 'true' | 'false';
  standing?: Standing;
} {
  return {
    ...(q ? { q } : {}),
    ...(gpt ? { gpt } : {}),
    ...(news === 'true' || news === 'false' ? { marketing_consent: news } : {}),
    ...(isStanding(standing) ? { standing } : {}),
  };
}

export function useSubscribers(filter: SubscriberFilter) {
  const { slug } = useCurrentWorkspace();
  return useInfiniteQuery({
    queryKey: subscriberKeys.list(slug, filter),
    queryFn: ({ pageParam, signal }) => {
      const query = { limit: PAGE_SIZE, ...buildFilterQuery(filter), ...(pageParam ? { cursor: pageParam } : {}) };
      return unwrap(api.GET('/api/v1/workspaces/{slug}/subscribers', { params: { path: { slug }, query }, signal }));
    },
    initialPageParam: '',
    getNextPageParam: (last: Page) => last.next_cursor ?? undefined,
  });
}

/** One person. Looked at again now and then, since their last visit moves on while they call. */
export function useSubscriber(id: string) {
  const { slug } = useCurrentWorkspace();
  return useQuery({
    queryKey: subscriberKeys.detail(slug, id),
    queryFn: ({ signal }) =>
      unwrap(
        api.GET('/api/v1/workspaces/{slug}/subscribers/{subscriber}', { params: { path: { slug, subscriber: id } }, signal }),
      ),
    refetchInterval: DETAIL_MS,
  });
}

/**
 * Whether anybody has signed in yet, to this GPT or to any; `undefined` until it is known.
 *
 * @param waiting keeps looking every few seconds until somebody has
 */
export function useHasSubscriber(gptId: string | undefined, { waiting }: { waiting: boolean }): boolean | undefined {
  const { slug } = useCurrentWorkspace();
  const query = useQuery({
    queryKey: subscriberKeys.any(slug, gptId),
    queryFn: async ({ signal }) => {
      const page = { limit: 1, ...(gptId ? { gpt: gptId } : {}) };
      const { data } = await unwrap(
        api.GET('/api/v1/workspaces/{slug}/subscribers', { params: { path: { slug }, query: page }, signal }),
      );
      return data.length > 0;
    },
    refetchInterval: ({ state }) => (waiting && state.data !== true ? WAITING_MS : false),
  });
  return query.isError ? false : query.data;
}

/** Blocks or unblocks. The row changes at once and goes back if the API refuses. */
export function useSetBlocked() {
  const { slug } = useCurrentWorkspace();
  const queryClient = useQueryClient();
  const queryKey = subscriberKeys.lists(slug);
  return useMutation({
    mutationFn: ({ id, blocked }: { id: string; blocked: boolean }) => {
      const params = { params: { path: { slug, subscriber: id } } };
      return blocked
        ? unwrap(api.POST('/api/v1/workspaces/{slug}/subscribers/{subscriber}/block', params))
        : unwrap(api.POST('/api/v1/workspaces/{slug}/subscribers/{subscriber}/unblock', params));
    },
    onMutate: async ({ id, blocked }) => {
      await queryClient.cancelQueries({ queryKey });
      const before = queryClient.getQueriesData<InfiniteData<Page>>({ queryKey });
      queryClient.setQueriesData<InfiniteData<Page>>({ queryKey }, (list) => list && markBlocked(list, id, blocked));
      return before;
    },
    onError: (_error, _variables, before) => {
      for (const [key, list] of before ?? []) queryClient.setQueryData(key, list);
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: subscriberKeys.all(slug) }),
  });
}

/** Erases a person for good, as they asked. */
export function useEraseSubscriber() {
  const { slug } = useCurrentWorkspace();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      unwrap(api.DELETE('/api/v1/workspaces/{slug}/subscribers/{subscriber}', { params: { path: { slug, subscriber: id } } })),
    onSuccess: (_answer, id) => {
      queryClient.removeQueries({ queryKey: subscriberKeys.detail(slug, id) });
      return queryClient.invalidateQueries({ queryKey: subscriberKeys.lists(slug) });
    },
  });
}

function markBlocked(list: InfiniteData<Page>, id: string, blocked: boolean): InfiniteData<Page> {
  const pages = list.pages.map((page) => ({
    ...page,
    data: page.data.map((subscriber) => (subscriber.id === id ? { ...subscriber, blocked } : subscriber)),
  }));
  return { ...list, pages };
}
