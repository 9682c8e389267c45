import { renderToStaticMarkup } from 'react-dom/server';
import { moneyIn } from './chosen-currency';
import type { BillingRow } from './revenue.queries';
import { RevenueTiles } from './revenue-tiles';

const people = {
  ...{ paying_start: 4, started: 2, ended: 1, moved_in: 0, moved_out: 0, paying_end: 5, candidates: 10, converted: 2 },
  ...{ trials_started: 0, trials_ended: 0, trials_converted: 0 },
};
function month(key: string, mrr: Readonly<Record<string, number>>): BillingRow {
  const money = Object.entries(mrr).map(([currency, amount]) => ({
    ...moneyIn({ people, money: [] }, currency),
    ...{ mrr_start: amount, mrr_end: amount, churned: 100 },
  }));
  return { key, label: key, gpt: null, people, money };
}

/** The text of each tile. */
function tiles(months: readonly BillingRow[], currencies: readonly string[]): string[] {
  const page = renderToStaticMarkup(<RevenueTiles months={months} currencies={currencies} />);
  return page
    .split('<dt')
    .slice(1)
    .map((tile) =>
      `<dt${tile}`
        .replaceAll(/<[^>]+>/g, ' ')
        .replaceAll(/\s+/g, ' ')
        .trim(),
    );
}

describe('the tiles of revenue', () => {
  const months = [month('2026-10', { eur: 9_000, jpy: 700 }), month('2026-11', { eur: 10_000, jpy: 800 })];

  it('have one figure a currency, and none that is the sum of several', () => {
    const [mrr, , churn] = tiles(months, ['eur', 'jpy']);
    expect(mrr).toBe('MRR €100 ¥800 €90, ¥700 at the end of last month');
    expect(churn).toMatch(/€1 of €100, ¥100 of ¥800 MRR$/);
  });

  it('say nought of a currency in which nothing was earned this month', () => {
    expect(tiles([month('2026-11', { eur: 900 })], ['eur', 'usd'])[0]).toBe('MRR €9 $0 a year’s price as a twelfth');
  });
});
