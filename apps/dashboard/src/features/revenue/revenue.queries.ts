import { type components, unwrap } from '@gatehouse/api-client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '../../shared/lib/api';
import { useCurrentWorkspace } from '../workspaces/current-workspace';

export type BillingReport = components['schemas']['BillingReport'];
export type BillingRow = components['schemas']['BillingRow'];
export type BillingLine = components['schemas']['BillingLine'];
export type BillingMoney = components['schemas']['BillingMoney'];

export const MONTHS = [3, 12, 24] as const;
export type Grouping = 'month' | 'tier';

const revenueKeys = {
  report: (slug: string, groupBy: Grouping, months: number) => ['workspaces', slug, 'revenue', groupBy, months] as const,
};

/** The last months, the one that runs included. */
export function reportQuery(groupBy: Grouping, months: number, now = new Date()) {
  const from = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months + 1, 1));
  return { from: from.toISOString(), to: now.toISOString(), group_by: groupBy };
}

export function useBillingReport(groupBy: Grouping, months: number) {
  const { slug } = useCurrentWorkspace();
  return useQuery({
    queryKey: revenueKeys.report(slug, groupBy, months),
    queryFn: ({ signal }) =>
      unwrap(
        api.GET('/api/v1/workspaces/{slug}/billing/reports', {
          params: { path: { slug }, query: reportQuery(groupBy, months) },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  });
}
