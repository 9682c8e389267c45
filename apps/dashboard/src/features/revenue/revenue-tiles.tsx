import type { ReactNode } from 'react';
import { cn } from '../../shared/lib/class-names';
import { formatCount, formatNumber, formatShare } from '../../shared/lib/format';
import { formatMoney } from '../../shared/lib/money';
import { Skeleton } from '../../shared/ui/states';
import { StatRow } from '../usage/stat-tile';
import { moneyIn } from './chosen-currency';
import type { BillingMoney, BillingRow } from './revenue.queries';

/** How it stands this month, beside the one before. Amounts of each currency for itself; people are counted in all of them together. */
export function RevenueTiles({ months, currencies }: { months: readonly BillingRow[]; currencies: readonly string[] }) {
  const [now, before] = [months.at(-1), months.at(-2)];
  if (now === undefined) return null;
  const inEach = (row: BillingRow, tell: (money: BillingMoney) => string): string =>
    currencies.map((currency) => tell(moneyIn(row, currency))).join(', ');
  const churned = (money: BillingMoney): string =>
    `${formatMoney(money.churned, money.currency)} of ${formatMoney(money.mrr_start, money.currency)}`;
  const { people } = now;
  return (
    <StatRow>
      <MoneyTile
        label="MRR"
        value={amountsOf(now, currencies, ({ mrr_end: mrr }) => mrr)}
        note={
          before
            ? `${inEach(before, ({ mrr_end: mrr, currency }) => formatMoney(mrr, currency))} at the end of last month`
            : 'a year’s price as a twelfth'
        }
      />
      <MoneyTile
        label="Paying subscribers"
        value={formatNumber(people.paying_end)}
        note={`${formatNumber(people.started)} came, ${formatNumber(people.ended)} left this month`}
      />
      <MoneyTile
        label="Churn this month"
        value={people.paying_start === 0 ? '–' : formatShare(people.ended, people.paying_start)}
        note={people.paying_start === 0 ? 'nobody paid when it began' : `${inEach(now, churned)} MRR`}
      />
      <MoneyTile
        label="Conversion from free"
        value={formatShare(people.converted, people.candidates)}
        note={`${formatNumber(people.converted)} of ${formatNumber(people.candidates)} this month`}
      />
      <MoneyTile
        label="Trials converted"
        value={people.trials_ended === 0 ? '–' : formatShare(people.trials_converted, people.trials_ended)}
        note={`${formatCount(people.trials_ended, 'trial')} ended this month`}
      />
    </StatRow>
  );
}

/** One figure a currency: amounts of several are never one. */
export function amountsOf(
  row: BillingRow,
  currencies: readonly string[],
  amountIn: (money: BillingMoney) => number,
): readonly string[] {
  return currencies.map((currency) => formatMoney(amountIn(moneyIn(row, currency)), currency));
}

export function MoneyTile({
  label,
  value,
  note,
  pending = false,
}: {
  label: string;
  /** Of several the first counts most. */
  value: string | readonly string[];
  note: ReactNode;
  pending?: boolean;
}) {
  return (
    <div className="min-w-0 bg-surface px-5 py-5 sm:px-6">
      <dt className="text-sm text-ink-soft">{label}</dt>
      {pending ? (
        <dd className="mt-2">
          <Skeleton className="my-1 h-8 w-20" />
        </dd>
      ) : (
        (typeof value === 'string' ? [value] : value).map((one, index) => (
          <dd
            key={one}
            className={cn(
              'font-semibold break-words tabular-nums',
              index === 0 ? 'mt-2 text-xl sm:text-2xl' : 'mt-0.5 text-ink-soft',
            )}
          >
            {one}
          </dd>
        ))
      )}
      <dd className="mt-1 min-h-5 text-sm text-ink-faint">{pending ? null : note}</dd>
    </div>
  );
}
