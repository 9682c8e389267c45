import type { UsageScale } from './usage-window';

/** How a bar's moment is told in full. */
export function buildMomentFormat({ bucket, timeZone }: UsageScale): Intl.DateTimeFormat {
  if (bucket === 'day') return new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeZone });
  return new Intl.DateTimeFormat(undefined, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: 'numeric',
    minute: '2-digit',
    timeZone,
    // What is not the reader's own clock says so.
    ...(timeZone === undefined ? {} : { timeZoneName: 'short' }),
  });
}
