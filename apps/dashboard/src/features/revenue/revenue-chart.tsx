import { formatMoney } from '../../shared/lib/money';
import { moneyIn } from './chosen-currency';
import type { BillingRow } from './revenue.queries';

export type Measure = 'mrr' | 'payments';

const month = new Intl.DateTimeFormat(undefined, { month: 'short', timeZone: 'UTC' });
/** Where a phone leaves no room for more. */
const monthLetter = new Intl.DateTimeFormat(undefined, { month: 'narrow', timeZone: 'UTC' });
const monthOfYear = new Intl.DateTimeFormat(undefined, { month: 'long', year: 'numeric', timeZone: 'UTC' });

/** Money by month as bars, with the same figures as a table for those who cannot see them. */
export function RevenueChart({
  months,
  currency,
  measure,
}: {
  months: readonly BillingRow[];
  currency: string;
  measure: Measure;
}) {
  const points = months.map((row) => {
    const money = moneyIn(row, currency);
    return { key: row.key, value: measure === 'mrr' ? money.mrr_end : money.revenue - money.refunds, money };
  });
  const most = Math.max(1, ...points.map(({ value }) => value));
  const name = measure === 'mrr' ? 'MRR at the end of each month' : 'Payments less refunds, by month';
  return (
    <figure aria-label={name}>
      <div aria-hidden="true" className="flex h-60 items-end gap-1 sm:gap-2">
        {points.map(({ key, value }) => (
          <div key={key} className="group flex h-full min-w-0 flex-1 flex-col justify-end">
            <span
              className="mb-1 truncate text-center text-xs text-ink-soft tabular-nums max-sm:hidden"
              title={formatMoney(value, currency)}
            >
              {points.length <= 12 && value !== 0 ? formatMoney(value, currency, { compact: true }) : ''}
            </span>
            <span
              title={`${monthOfYear.format(new Date(key))}: ${formatMoney(value, currency)}`}
              className="min-h-px rounded-t-sm bg-accent group-hover:opacity-80"
              style={{ height: `${(Math.max(0, value) / most) * 75}%` }}
            />
            <span className="mt-1.5 truncate border-t border-line pt-1.5 text-center text-xs text-ink-faint">
              <span className="max-sm:hidden">{month.format(new Date(key))}</span>
              <span className="sm:hidden">{monthLetter.format(new Date(key))}</span>
            </span>
          </div>
        ))}
      </div>
      <div className="sr-only">
        <table>
          <caption>{name}</caption>
          <thead>
            <tr>
              <th scope="col">Month</th>
              <th scope="col">MRR at its end</th>
              <th scope="col">Payments</th>
              <th scope="col">Refunds</th>
            </tr>
          </thead>
          <tbody>
            {points.toReversed().map(({ key, money }) => (
              <tr key={key}>
                <th scope="row">{monthOfYear.format(new Date(key))}</th>
                <td>{formatMoney(money.mrr_end, currency)}</td>
                <td>{formatMoney(money.revenue, currency)}</td>
                <td>{formatMoney(money.refunds, currency)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  );
}
