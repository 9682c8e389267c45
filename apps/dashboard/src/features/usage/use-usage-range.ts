import { useSearchParams } from 'react-router';
import type { UsageRange } from './usage-window';

/** The spans that a page of usage offers. */
export const usageRanges = [
  { value: '24h', label: '24 hours' },
  { value: '7d', label: '7 days' },
  { value: '30d', label: '30 days' },
  { value: '90d', label: '90 days' },
  { value: '12m', label: '12 months' },
] as const;

/** The span that the page's address names, so that a view can be kept and shared; a day when it names none. */
export function useUsageRange(): { range: UsageRange; label: string; setRange: (range: UsageRange) => void } {
  const [params, setParams] = useSearchParams();
  const chosen = usageRanges.find(({ value }) => value === params.get('range')) ?? usageRanges[0];
  return { range: chosen.value, label: chosen.label, setRange: (range) => setParams({ range }, { replace: true }) };
}
