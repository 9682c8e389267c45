import { useSearchParams } from 'react-router';
import { useNow } from '../../shared/lib/now';
import { checkDays, tellDays, type UsageDays } from './usage-days';
import { buildUsageWindow, type UsageLast, type UsageSpan, type UsageWindow } from './usage-window';

/** The spans up to now that a page of usage offers. */
export const lastSpans: readonly { value: UsageLast; label: string }[] = [
  { value: '24h', label: '24 hours' },
  { value: '7d', label: '7 days' },
  { value: '30d', label: '30 days' },
  { value: '90d', label: '90 days' },
  { value: '12m', label: '12 months' },
];

export interface ChosenSpan {
  span: UsageSpan;
  bucket: UsageWindow['bucket'];
  /** `last 7 days`, or the dates. */
  words: string;
  /** Whether calls may still be added to it. */
  growing: boolean;
  /** The days that the address names, be they right or wrong. */
  days: UsageDays | null;
  choose: (span: UsageSpan) => void;
}

/** The span that the page's address names, so that a view can be kept and shared; a day up to now when it names none. */
export function useUsageSpan(): ChosenSpan {
  const [params, setParams] = useSearchParams();
  const now = useNow();
  const days = readDays(params);
  const last = lastSpans.find(({ value }) => value === params.get('range')) ?? { value: '24h', label: '24 hours' };
  const span = days !== null && Object.keys(checkDays(days)).length === 0 ? days : last.value;
  const { to, bucket } = buildUsageWindow(span, now);
  return {
    span,
    bucket,
    words: typeof span === 'string' ? `last ${last.label}` : tellDays(span),
    growing: to > now,
    days,
    choose: (next) =>
      setParams(typeof next === 'string' ? { range: next } : { from: next.first, to: next.last }, { replace: true }),
  };
}

function readDays(params: URLSearchParams): UsageDays | null {
  if (!params.has('from') && !params.has('to')) return null;
  return { first: params.get('from') ?? '', last: params.get('to') ?? '' };
}
