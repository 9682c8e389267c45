import type { UsageWindow } from './usage-window';

/** How a bar's moment is told in full: a UTC day by its date, an hour in the reader's own time zone. */
export function buildMomentFormat(bucket: UsageWindow['bucket']): Intl.DateTimeFormat {
  if (bucket === 'day') return new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeZone: 'UTC' });
  return new Intl.DateTimeFormat(undefined, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: 'numeric',
    minute: '2-digit',
  });
}
