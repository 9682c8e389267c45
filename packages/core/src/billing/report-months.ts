/** A calendar month in UTC: from `startsAt` until just before `endsAt`. */
export interface ReportMonth {
  readonly startsAt: Date;
  readonly endsAt: Date;
}

const startOfMonth = (at: Date, more = 0): Date => new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + more, 1));

/** The months that a time touches, in their order. A month that is touched is taken whole: half a month's churn says nothing. */
export function monthsTouching(from: Date, to: Date): ReportMonth[] {
  const months: ReportMonth[] = [];
  for (let startsAt = startOfMonth(from); startsAt < to; startsAt = startOfMonth(startsAt, 1))
    months.push({ startsAt, endsAt: startOfMonth(startsAt, 1) });
  return months;
}
