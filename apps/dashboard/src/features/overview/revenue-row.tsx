import { Link } from 'react-router';
import { formatNumber, formatShare } from '../../shared/lib/format';
import { currenciesOf } from '../revenue/chosen-currency';
import { amountsOf, MoneyTile } from '../revenue/revenue-tiles';
import { useBillingReport } from '../revenue/revenue.queries';
import { StatRow } from '../usage/stat-tile';
import { useCurrentWorkspace } from '../workspaces/current-workspace';

/** This month's money and conversion. Nothing is shown to who has nothing to sell yet: a row of noughts says nothing. */
export function RevenueRow() {
  const { slug } = useCurrentWorkspace();
  const report = useBillingReport('month', 3);
  const month = report.data?.data.at(-1);
  const currencies = report.data ? currenciesOf(report.data.total) : [];
  if (month === undefined || currencies.length === 0) return null;
  return (
    <section aria-label="Revenue this month" className="space-y-2">
      <StatRow>
        <MoneyTile
          label="Revenue this month"
          value={amountsOf(month, currencies, ({ revenue, refunds }) => revenue - refunds)}
          note={
            <Link className="underline underline-offset-2" to={`/w/${slug}/revenue`}>
              All revenue
            </Link>
          }
        />
        <MoneyTile label="MRR" value={amountsOf(month, currencies, ({ mrr_end: mrr }) => mrr)} note="month and year together" />
        <MoneyTile
          label="Paying subscribers"
          value={formatNumber(month.people.paying_end)}
          note={`${formatNumber(month.people.ended)} left this month`}
        />
        <MoneyTile
          label="Conversion from free"
          value={formatShare(month.people.converted, month.people.candidates)}
          note={`${formatNumber(month.people.converted)} of ${formatNumber(month.people.candidates)} this month`}
        />
      </StatRow>
    </section>
  );
}
