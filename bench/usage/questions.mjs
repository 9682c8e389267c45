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

/** Everybody's usage, that of one GPT, that of one person who comes often; the pages that follow; and how many people there are, which is no grouping and has no aim. */
const kinds = [
  { kind: 'of everybody', of: '', ask: {}, groupings },
  { kind: 'of one GPT', of: ' of one GPT', ask: { gpt: gptId(1) }, groupings },
  { kind: 'of one subscriber', of: ' of one subscriber', ask: {}, groupings, ofSubscriber: true },
  { kind: 'second pages', of: ', second page', ask: {}, groupings: ['subscriber'], pagesBefore: 1 },
  { kind: 'second pages', of: ' of one GPT, second page', ask: { gpt: gptId(1) }, groupings: ['subscriber'], pagesBefore: 1 },
];
const counts = [
  { title: 'active subscribers', ask: {} },
  { title: 'active subscribers of one GPT', ask: { gpt: gptId(1) } },
];

/**
 * Every question of every span, as the dashboard asks it: pages as long as the API gives.
 * @param {Date} now
 * @param {string} subscriber id of whoever is asked about alone
 * @returns {{kind: string | null, span: string, title: string, path: string, pagesBefore: number, sameCalls: string}[]}
 *   `sameCalls`: questions of one text must find as many calls
 */
export function questionsAt(now, subscriber) {
  const usage = '/api/v1/workspaces/bench/usage';
  return Object.entries(spansAt(now)).flatMap(([span, [from, to]]) => {
    const range = { from: from.toISOString(), to: to.toISOString() };
    const reports = kinds.flatMap(({ kind, of, ask, groupings: by, ofSubscriber, pagesBefore = 0 }) =>
      by.map((grouping) => {
        const whose = { ...ask, ...(ofSubscriber && { subscriber }) };
        const query = new URLSearchParams({ ...range, group_by: grouping, ...whose });
        const sameCalls = [span, whose.gpt, whose.subscriber].join(' ');
        return { kind, span, title: `by ${grouping}${of}`, path: `${usage}?${query}`, pagesBefore, sameCalls };
      }),
    );
    const people = counts.map(({ title, ask }) => {
      const path = `${usage}/active-subscribers?${new URLSearchParams({ ...range, ...ask })}`;
      return { kind: null, span, title, path, pagesBefore: 0, sameCalls: `${title} ${span}` };
    });
    return [...reports, ...people];
  });
}
