import { unwrap, type components } from '@gatehouse/api-client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '../../shared/lib/api';
import { useCurrentWorkspace } from '../workspaces/current-workspace';
import { buildUsageWindow, type UsageSpan } from './usage-window';

export type UsageRow = components['schemas']['UsageRow'];

interface UsageQuestion {
  span: UsageSpan;
  groupBy: 'hour' | 'day' | 'subscriber' | 'action' | 'gpt' | 'tier';
  gpt?: string;
  subscriber?: string;
  /** Changes when the answer is known to have changed, which asks again at once. */
  version?: number;
}

type PeopleQuestion = Pick<UsageQuestion, 'span' | 'gpt' | 'version'>;

const usageKeys = {
  all: (slug: string) => ['usage', slug] as const,
  report: (slug: string, question: UsageQuestion) => [...usageKeys.all(slug), question] as const,
  people: (slug: string, of: PeopleQuestion) => [...usageKeys.all(slug), 'active-subscribers', of] as const,
};

/** A second between looks: with the drain's own pace a call is on the page within two seconds. Stops while the page is hidden. */
const LIVE_MS = 1_000;
const LIVE_AFTER_ERROR_MS = 5_000;
const FORGET_MS = 30_000;
/** To count people takes everybody's rows: a figure that moves slowly is asked for more seldom. */
const PEOPLE_MS = 10_000;
/** While there are few calls, each may be somebody's first, and is looked at at once. */
const FEW_CALLS = 1_000;

/** Changes with every call, accepted or refused. */
export const countsOf = (total: components['schemas']['UsageTotal'] | undefined): number =>
  total === undefined ? 0 : total.calls + total.denied;

/** Whoever was only ever refused has a row as well. */
export const hasCalls = (row: UsageRow): boolean => row.calls > 0;

/** Rows of one report at most, the largest first; its total counts all. */
const MOST_ROWS = 50;

/** Milliseconds to the next look. A first look that failed waits for the reader's own retry, else its message would flicker. */
function decideInterval({ data, error }: { data: unknown; error: Error | null }): number | false {
  if (error === null) return LIVE_MS;
  return data === undefined ? false : LIVE_AFTER_ERROR_MS;
}

/** Counts of a span. One up to now moves on by itself with every look: its moments are not part of the key. */
export function useUsage(question: UsageQuestion, { live = false, enabled = true }: { live?: boolean; enabled?: boolean } = {}) {
  const { slug } = useCurrentWorkspace();
  return useQuery({
    queryKey: usageKeys.report(slug, question),
    queryFn: async ({ signal }) => {
      const window = buildUsageWindow(question.span, new Date());
      const query = {
        from: window.from.toISOString(),
        to: window.to.toISOString(),
        group_by: question.groupBy,
        limit: MOST_ROWS,
        ...(question.gpt ? { gpt: question.gpt } : {}),
        ...(question.subscriber ? { subscriber: question.subscriber } : {}),
      };
      const usage = await unwrap(api.GET('/api/v1/workspaces/{slug}/usage', { params: { path: { slug }, query }, signal }));
      return { ...usage, window };
    },
    placeholderData: keepPreviousData,
    gcTime: FORGET_MS,
    enabled,
    refetchInterval: ({ state }) => (live ? decideInterval(state) : false),
  });
}

/** How many people called in a span. @param calls of that span so far, once it is known */
export function useActiveSubscribers(
  { calls, ...question }: PeopleQuestion & { calls: number | undefined },
  { live = false }: { live?: boolean } = {},
) {
  const { slug } = useCurrentWorkspace();
  return useQuery({
    queryKey: usageKeys.people(slug, { ...question, version: Math.min(calls ?? 0, FEW_CALLS) }),
    enabled: calls !== undefined,
    queryFn: async ({ signal }) => {
      const { from, to } = buildUsageWindow(question.span, new Date());
      const query = { from: from.toISOString(), to: to.toISOString(), ...(question.gpt ? { gpt: question.gpt } : {}) };
      const path = '/api/v1/workspaces/{slug}/usage/active-subscribers';
      return unwrap(api.GET(path, { params: { path: { slug }, query }, signal }));
    },
    placeholderData: keepPreviousData,
    gcTime: FORGET_MS,
    refetchInterval: ({ state }) => live && (state.error === null || state.data !== undefined) && PEOPLE_MS,
  });
}
