import { formatNumber } from '../../shared/lib/format';
import { formatMoney } from '../../shared/lib/money';
import { Cell, HeadCell, Row, Table } from '../../shared/ui/table';
import { moneyIn } from './chosen-currency';
import type { BillingRow } from './revenue.queries';

/** What each tier earned in the time on screen. On phones all but its MRR becomes a second line under its name. */
export function TiersTable({ tiers, currency }: { tiers: readonly BillingRow[]; currency: string }) {
  const ours = tiers.filter(({ money }) => money.some((one) => one.currency === currency));
  if (ours.length === 0)
    return <p className="px-5 py-8 text-center text-ink-soft sm:px-6">No tier earned anything in this time.</p>;
  return (
    <Table label="Tiers" className="max-md:table-fixed">
      <thead>
        <tr>
          <HeadCell>Tier</HeadCell>
          <HeadCell numeric className="max-md:hidden">
            Paying
          </HeadCell>
          <HeadCell numeric className="max-md:hidden">
            Came
          </HeadCell>
          <HeadCell numeric className="max-md:hidden">
            Left
          </HeadCell>
          <HeadCell numeric className="max-md:w-24 max-md:pr-5">
            MRR
          </HeadCell>
          <HeadCell numeric className="max-md:hidden">
            Payments
          </HeadCell>
          <HeadCell numeric className="max-md:hidden">
            Refunds
          </HeadCell>
        </tr>
      </thead>
      <tbody>
        {ours.map((row) => {
          const money = moneyIn(row, currency);
          return (
            <Row key={row.key}>
              <Cell className="max-w-64 py-2">
                <span className="block truncate font-medium" title={row.label}>
                  {row.label}
                </span>
                <span className="block truncate text-sm text-ink-faint" title={row.gpt ?? ''}>
                  {row.gpt}
                </span>
                <span className="block text-sm text-ink-soft md:hidden">
                  {formatNumber(row.people.paying_end)} paying, {formatNumber(row.people.started)} came,{' '}
                  {formatNumber(row.people.ended)} left; {formatMoney(money.revenue, currency)} paid
                  {money.refunds > 0 && `, ${formatMoney(money.refunds, currency)} given back`}
                </span>
              </Cell>
              <Cell numeric className="max-md:hidden">
                {formatNumber(row.people.paying_end)}
              </Cell>
              <Cell numeric className="max-md:hidden">
                {formatNumber(row.people.started)}
              </Cell>
              <Cell numeric className="max-md:hidden">
                {formatNumber(row.people.ended)}
              </Cell>
              <Cell numeric className="max-md:pr-5">
                {formatMoney(money.mrr_end, currency)}
              </Cell>
              <Cell numeric className="max-md:hidden">
                {formatMoney(money.revenue, currency)}
              </Cell>
              <Cell numeric className="max-md:hidden">
                {formatMoney(money.refunds, currency)}
              </Cell>
            </Row>
          );
        })}
      </tbody>
    </Table>
  );
}
