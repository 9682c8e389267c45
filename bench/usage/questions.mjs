const day = 86_400_000;

/** The spans that people ask for: up to now, so that they begin and end in the middle of days and months; and an old one of whole months. */
export function spansAt(now) {
  const before = (days) => new Date(now.getTime() - days * day);
  const month = (months) => new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, 1));
  return {
    '12 months': [before(365), now],
    '90 days': [before(90), now],
    '30 days': [before(30), now],
    'half a year ago': [month(8), month(5)],
  };
}

export const groupings = ['gpt', 'subscriber', 'action', 'tier', 'hour', 'day'];

/** @returns the path and query of one question, as the dashboard asks it */
export function pathOf([from, to], grouping, filter = {}) {
  const query = new URLSearchParams({
    from: from.toISOString(),
    to: to.toISOString(),
    group_by: grouping,
    limit: '100',
    ...filter,
  });
  return `/api/v1/workspaces/bench/usage?${query}`;
}
