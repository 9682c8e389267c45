import { gptId } from './generate.mjs';

const day = 86_400_000;

/** The spans that people ask for: up to now, so that they begin and end in the middle of days and months; and an old one of whole months. */
function spansAt(now) {
  const before = (days) => new Date(now.getTime() - days * day);
  const month = (months) => new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, 1));
  return {
    '12 months': [before(365), now],
    '90 days': [before(90), now],
    '30 days': [before(30), now],
    'half a year ago': [month(8), month(5)],
  };
}

const groupings = ['gpt', 'subscriber', 'action', 'tier', 'hour', 'day'];

/** Everybody's usage; that of one GPT; that of one person who comes often; and pages as long as the API gives when nobody says how long. */
const kinds = [
  { kind: 'of everybody', of: '', ask: { limit: '100' }, groupings },
  { kind: 'of one GPT', of: ' of one GPT', ask: { limit: '100', gpt: gptId(1) }, groupings },
  { kind: 'of one subscriber', of: ' of one subscriber', ask: { limit: '100' }, groupings, ofSubscriber: true },
  { kind: 'pages of 1,000 rows', of: ', 1,000 rows', ask: { limit: '1000' }, groupings: ['subscriber'] },
  {
    kind: 'pages of 1,000 rows of one GPT',
    of: ' of one GPT, 1,000 rows',
    ask: { limit: '1000', gpt: gptId(1) },
    groupings: ['subscriber'],
  },
];

/**
 * Every question of every span, as the dashboard asks it.
 * @param {Date} now
 * @param {string} subscriber id of whoever is asked about alone
 * @returns {{kind: string, span: string, title: string, path: string, sameCalls: string}[]} `sameCalls`: questions of one text must find as many calls
 */
export function questionsAt(now, subscriber) {
  return Object.entries(spansAt(now)).flatMap(([span, [from, to]]) =>
    kinds.flatMap(({ kind, of, ask, groupings: by, ofSubscriber }) =>
      by.map((grouping) => {
        const whose = { ...ask, ...(ofSubscriber && { subscriber }) };
        const query = new URLSearchParams({ from: from.toISOString(), to: to.toISOString(), group_by: grouping, ...whose });
        const sameCalls = [span, whose.gpt, whose.subscriber].join(' ');
        return { kind, span, title: `by ${grouping}${of}`, path: `/api/v1/workspaces/bench/usage?${query}`, sameCalls };
      }),
    ),
  );
}
