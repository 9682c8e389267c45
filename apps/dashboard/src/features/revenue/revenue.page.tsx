import { Coins, Download } from 'lucide-react';
import { Link, useSearchParams } from 'react-router';
import { formatCount } from '../../shared/lib/format';
import { Button } from '../../shared/ui/button';
import { Card, CardBody, CardHeader } from '../../shared/ui/card';
import { Menu, MenuContent, MenuItem, MenuTrigger } from '../../shared/ui/menu';
import { PageHeader } from '../../shared/ui/page-header';
import { Segmented } from '../../shared/ui/segmented';
import { SelectField } from '../../shared/ui/select';
import { EmptyState, ErrorState, Skeleton, SkeletonRows } from '../../shared/ui/states';
import { useCurrentWorkspace } from '../workspaces/current-workspace';
import { currenciesOf } from './chosen-currency';
import { DifferencesNotice } from './differences-notice';
import { type Measure, RevenueChart } from './revenue-chart';
import { RevenueTiles } from './revenue-tiles';
import { type BillingReport, MONTHS, reportQuery, useBillingReport } from './revenue.queries';
import { TiersTable } from './tiers-table';

const ranges = MONTHS.map((months) => ({ value: String(months), label: formatCount(months, 'month') }));
const measures = [
  { value: 'mrr', label: 'MRR' },
  { value: 'payments', label: 'Payments' },
] as const;

/** What the workspace earns. Time, currency and measure stand in the address. */
export function RevenuePage() {
  const { slug } = useCurrentWorkspace();
  const [search, setSearch] = useSearchParams();
  const months = MONTHS.find((one) => String(one) === search.get('months')) ?? 12;
  const byMonth = useBillingReport('month', months);
  const set = (name: string, value: string): void =>
    setSearch((before) => new URLSearchParams({ ...Object.fromEntries(before), [name]: value }), { replace: true });
  const currencies = byMonth.data ? currenciesOf(byMonth.data.total) : [];
  const currency = currencies.find((one) => one === search.get('currency')) ?? currencies[0];
  return (
    <>
      <PageHeader
        title="Revenue"
        description="From Gatehouse’s own records, compared with Stripe every night."
        actions={
          <>
            <Button asChild>
              <Link to={`/w/${slug}/revenue/events`}>Stripe events</Link>
            </Button>
            <CsvMenu months={months} />
          </>
        }
      />
      <div className="space-y-6">
        <div className="flex flex-wrap items-end gap-3">
          <Segmented label="Time" value={String(months)} onValue={(value) => set('months', value)} options={ranges} />
          {currencies.length > 1 && currency !== undefined && (
            <SelectField
              label="Currency"
              hideLabel
              value={currency}
              options={currencies.map((value) => ({ value, label: value.toUpperCase() }))}
              onValue={(value) => set('currency', value)}
            />
          )}
        </div>
        {byMonth.isPending && <Loading />}
        {byMonth.isError && !byMonth.data && (
          <Card>
            <ErrorState error={byMonth.error} onRetry={() => void byMonth.refetch()} />
          </Card>
        )}
        {byMonth.data && <DifferencesNotice differences={byMonth.data.differences} />}
        {byMonth.data && currency === undefined && (
          <Card>
            <EmptyState icon={Coins} title="Nothing earned yet">
              Put a price on a tier of{' '}
              <Link className="underline" to={`/w/${slug}/gpts`}>
                one of your GPTs
              </Link>{' '}
              and connect Stripe in{' '}
              <Link className="underline" to={`/w/${slug}/settings`}>
                Settings
              </Link>
              ; the first payment shows up here at once.
            </EmptyState>
          </Card>
        )}
        {byMonth.data && currency !== undefined && (
          <Figures
            report={byMonth.data}
            currency={currency}
            currencies={currencies}
            months={months}
            measure={search.get('measure') === 'payments' ? 'payments' : 'mrr'}
            onMeasure={(value) => set('measure', value)}
          />
        )}
      </div>
    </>
  );
}

interface FiguresProps {
  report: BillingReport;
  /** Of the chart and the tiers. */
  currency: string;
  currencies: readonly string[];
  months: number;
  measure: Measure;
  onMeasure: (measure: Measure) => void;
}

function Figures({ report, currency, currencies, months, measure, onMeasure }: FiguresProps) {
  const tiers = useBillingReport('tier', months);
  return (
    <>
      <RevenueTiles months={report.data} currencies={[currency, ...currencies.filter((one) => one !== currency)]} />
      <Card aria-labelledby="by-month">
        <CardHeader
          id="by-month"
          title="By month"
          description="MRR is monthly recurring revenue: what all plans come to in a month at their list prices, before coupons; a year’s price as a twelfth."
          action={<Segmented label="Figure" value={measure} onValue={onMeasure} options={measures} />}
        />
        <CardBody>
          <RevenueChart months={report.data} currency={currency} measure={measure} />
        </CardBody>
      </Card>
      <Card aria-labelledby="by-tier">
        <CardHeader id="by-tier" title="By tier" description="Over the time above; MRR and paying subscribers at its end." />
        {tiers.isPending && <SkeletonRows rows={3} label="Loading tiers" />}
        {tiers.isError && !tiers.data && <ErrorState error={tiers.error} onRetry={() => void tiers.refetch()} />}
        {tiers.data && <TiersTable tiers={tiers.data.data} currency={currency} />}
      </Card>
    </>
  );
}

function Loading() {
  return (
    <div role="status" aria-label="Loading revenue" className="space-y-6">
      <Skeleton className="h-28 w-full rounded-lg" />
      <Skeleton className="h-72 w-full rounded-lg" />
    </div>
  );
}

function CsvMenu({ months }: { months: number }) {
  const { slug } = useCurrentWorkspace();
  const hrefOf = (groupBy: 'month' | 'tier'): string =>
    `/api/v1/workspaces/${slug}/billing/reports/export.csv?${new URLSearchParams(reportQuery(groupBy, months))}`;
  return (
    <Menu>
      <MenuTrigger asChild>
        <Button>
          <Download aria-hidden="true" />
          CSV
        </Button>
      </MenuTrigger>
      <MenuContent align="end">
        <MenuItem asChild>
          <a href={hrefOf('month')} download>
            By month
          </a>
        </MenuItem>
        <MenuItem asChild>
          <a href={hrefOf('tier')} download>
            By tier
          </a>
        </MenuItem>
      </MenuContent>
    </Menu>
  );
}
