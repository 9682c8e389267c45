import type { ReactNode } from 'react';
import { formatCount, formatNumber, formatShare } from '../../shared/lib/format';
import { formatMoney } from '../../shared/lib/money';
import { Skeleton } from '../../shared/ui/states';
import { StatRow } from '../usage/stat-tile';
import { moneyIn } from './chosen-currency';
import type { BillingRow } from './revenue.queries';

/** How it stands this month, beside the one before. */
export function RevenueTiles({ months, currency }: { months: readonly BillingRow[]; currency: string }) {
  const [now, before] = [months.at(-1), months.at(-2)];
  if (now === undefined) return null;
  const [money, last] = [moneyIn(now, currency), before && moneyIn(before, currency)];
  const { people } = now;
  return (
    <StatRow>
      <MoneyTile
        label="MRR"
        value={formatMoney(money.mrr_end, currency)}
        note={last ? `${formatMoney(last.mrr_end, currency)} at the end of last month` : 'a year’s price as a twelfth'}
      />
      <MoneyTile
        label="Paying subscribers"
        value={formatNumber(people.paying_end)}
        note={`${formatNumber(people.started)} came, ${formatNumber(people.ended)} left this month`}
      />
      <MoneyTile
        label="Churn this month"
        value={people.paying_start === 0 ? '–' : formatShare(people.ended, people.paying_start)}
        note={
          people.paying_start === 0
            ? 'nobody paid when it began'
            : `${formatMoney(money.churned, currency)} of ${formatMoney(money.mrr_start, currency)} MRR`
        }
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

export function MoneyTile({
  label,
  value,
  note,
  pending = false,
}: {
  label: string;
  value: string;
  note: ReactNode;
  pending?: boolean;
}) {
  return (
    <div className="min-w-0 bg-surface px-5 py-5 sm:px-6">
      <dt className="text-sm text-ink-soft">{label}</dt>
      <dd className="mt-2 text-xl font-semibold break-words tabular-nums sm:text-2xl">
        {pending ? <Skeleton className="my-1 h-8 w-20" /> : value}
      </dd>
      <dd className="mt-1 min-h-5 text-sm text-ink-faint">{pending ? null : note}</dd>
    </div>
  );
}
