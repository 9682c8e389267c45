const daySeconds = 86_400;

/** The same day some months later, or that month's last day. Seconds since 1970. */
function monthsAfter(anchor, months) {
  const from = new Date(anchor * 1000);
  const [year, month] = [from.getUTCFullYear(), from.getUTCMonth() + months];
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const rest = anchor % daySeconds;
  return Date.UTC(year, month, Math.min(from.getUTCDate(), lastDay)) / 1000 + rest;
}

/** When the period that begins at `start` ends, for a subscription whose periods are counted from `anchor`. */
export function periodEnd(start, anchor, { interval, interval_count: count = 1 }) {
  if (interval === 'day') return start + count * daySeconds;
  if (interval === 'week') return start + count * 7 * daySeconds;
  const step = count * (interval === 'year' ? 12 : 1);
  for (let months = step; ; months += step) {
    const end = monthsAfter(anchor, months);
    if (end > start) return end;
  }
}
