import { formatNumber } from '../../shared/lib/format';
import { formatMoney } from '../../shared/lib/money';
import { Cell, HeadCell, Row, Table } from '../../shared/ui/table';
import { moneyIn } from './chosen-currency';
import type { BillingRow } from './revenue.queries';

/** What each tier earned in the time on screen. */
export function TiersTable({ tiers, currency }: { tiers: readonly BillingRow[]; currency: string }) {
  const ours = tiers.filter(({ money }) => money.some((one) => one.currency === currency));
  if (ours.length === 0)
    return <p className="px-5 py-8 text-center text-ink-soft sm:px-6">No tier earned anything in this time.</p>;
  return (
    <Table label="Tiers">
      <thead>
        <tr>
          <HeadCell>Tier</HeadCell>
          <HeadCell numeric>Paying</HeadCell>
          <HeadCell numeric>Came</HeadCell>
          <HeadCell numeric>Left</HeadCell>
          <HeadCell numeric>MRR</HeadCell>
          <HeadCell numeric>Payments</HeadCell>
          <HeadCell numeric>Refunds</HeadCell>
        </tr>
      </thead>
      <tbody>
        {ours.map((row) => {
          const money = moneyIn(row, currency);
          return (
            <Row key={row.key}>
              <Cell className="max-w-64 min-w-40 py-2">
                <span className="block truncate font-medium" title={row.label}>
                  {row.label}
                </span>
                <span className="block truncate text-sm text-ink-faint" title={row.gpt ?? ''}>
                  {row.gpt}
                </span>
              </Cell>
              <Cell numeric>{formatNumber(row.people.paying_end)}</Cell>
              <Cell numeric>{formatNumber(row.people.started)}</Cell>
              <Cell numeric>{formatNumber(row.people.ended)}</Cell>
              <Cell numeric>{formatMoney(money.mrr_end, currency)}</Cell>
              <Cell numeric>{formatMoney(money.revenue, currency)}</Cell>
              <Cell numeric>{formatMoney(money.refunds, currency)}</Cell>
            </Row>
          );
        })}
      </tbody>
    </Table>
  );
}
