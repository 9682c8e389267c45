import { Activity, Users } from 'lucide-react';
import { Card, CardBody, CardHeader } from '../../../shared/ui/card';
import { Segmented } from '../../../shared/ui/segmented';
import { ErrorState, Skeleton } from '../../../shared/ui/states';
import { useSearchParams } from 'react-router';
import { CallsChart } from '../../usage/calls-chart';
import { LiveMark } from '../../usage/live-mark';
import { StatRow, StatTile } from '../../usage/stat-tile';
import { UsageBreakdown } from '../../usage/usage-breakdown';
import { MOST_ROWS, useUsage, type UsageRow } from '../../usage/usage.queries';
import { buildSeries, type UsageRange } from '../../usage/usage-window';
import { useCurrentGpt } from '../current-gpt';

const ranges = [
  { value: '24h', label: '24 hours' },
  { value: '7d', label: '7 days' },
  { value: '30d', label: '30 days' },
] as const;

const MOST = 10;

/** How much this GPT is used: in all, over time, by whom and for what. */
export function GptUsagePage() {
  const gpt = useCurrentGpt();
  const [params, setParams] = useSearchParams();
  const range: UsageRange = ranges.find(({ value }) => value === params.get('range'))?.value ?? '24h';
  const label = ranges.find(({ value }) => value === range)?.label ?? '';
  const question = { range, gpt: gpt.id };
  const time = useUsage({ ...question, groupBy: range === '30d' ? 'day' : 'hour' }, { live: true });
  const version = time.data?.total.calls ?? 0;
  const subscribers = useUsage({ ...question, groupBy: 'subscriber', version }, { enabled: !time.isPending });
  const actions = useUsage({ ...question, groupBy: 'action', version }, { enabled: !time.isPending });

  return (
    <div className="space-y-6">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <Segmented
          label="Time"
          value={range}
          onValue={(value) => setParams({ range: value }, { replace: true })}
          options={ranges}
        />
        <LiveMark failing={time.isError} />
      </div>
      <StatRow>
        <StatTile label="Calls" value={time.data?.total.calls} pending={time.isPending} note={`last ${label}`} />
        <StatTile
          label="Active subscribers"
          value={subscribers.data?.data.length}
          most={MOST_ROWS}
          pending={subscribers.isPending}
          note={`last ${label}`}
        />
        <StatTile
          label="Actions used"
          value={actions.data?.data.length}
          most={MOST_ROWS}
          pending={actions.isPending}
          note={`last ${label}`}
        />
      </StatRow>
      <Card aria-labelledby="calls-over-time">
        <CardHeader id="calls-over-time" title={range === '30d' ? 'Calls per day' : 'Calls per hour'} />
        <CardBody>
          {time.isPending && <Skeleton className="h-64 w-full rounded-md" />}
          {time.isError && !time.data && <ErrorState error={time.error} onRetry={() => void time.refetch()} />}
          {time.data && (
            <CallsChart
              points={buildSeries(time.data.data, time.data.window)}
              bucket={time.data.window.bucket}
              range={`last ${label}`}
            />
          )}
        </CardBody>
      </Card>
      <div className="grid items-start gap-6 min-[85rem]:grid-cols-2">
        <UsageBreakdown
          title="By subscriber"
          description="Who called most."
          noun="Subscriber"
          usage={subscribers}
          most={MOST}
          icon={Users}
          emptyTitle="Nobody called in this time"
        />
        <UsageBreakdown
          title="By action"
          description="What was called. Your API names it when it verifies a call."
          noun="Action"
          usage={actions}
          most={MOST}
          icon={Activity}
          emptyTitle="No action was called in this time"
          labelOf={actionLabel}
        />
      </div>
    </div>
  );
}

/** `*` is what verify counts a call under when the API names no action. */
function actionLabel(row: UsageRow) {
  return row.key === '*' ? (
    <span className="text-ink-soft">Not named (*)</span>
  ) : (
    <code className="font-mono text-sm">{row.label}</code>
  );
}
