import { formatNumber } from '../../shared/lib/format';
import { useNow } from '../../shared/lib/now';
import type { useGpts } from '../gpts/gpt.queries';
import { isPerson } from '../subscribers/caller-path';
import { StatRow, StatTile } from '../usage/stat-tile';
import { hasCalls, MOST_ROWS, type useUsage } from '../usage/usage.queries';
import { buildSeries, sumDays } from '../usage/usage-window';

interface KpiTilesProps {
  hours: ReturnType<typeof useUsage>;
  subscribers: ReturnType<typeof useUsage>;
  /** Calls by GPT. */
  active: ReturnType<typeof useUsage>;
  gpts: ReturnType<typeof useGpts>;
}

export function KpiTiles({ hours, subscribers, active, gpts }: KpiTilesProps) {
  const now = useNow();
  const days = hours.data && sumDays(buildSeries(hours.data.data, hours.data.window), now);
  return (
    <StatRow>
      <StatTile
        label="Calls today"
        value={days?.today}
        pending={hours.isPending}
        note={days && `${formatNumber(days.yesterday)} yesterday`}
      />
      <StatTile label="Calls, 7 days" value={hours.data?.total.calls} pending={hours.isPending} note="all GPTs" />
      <StatTile
        label="Active subscribers"
        value={subscribers.data?.data.filter((row) => hasCalls(row) && isPerson(row.key)).length}
        most={MOST_ROWS}
        pending={subscribers.isPending}
        note="called in the last 7 days"
      />
      <StatTile
        label="GPTs"
        value={gpts.data?.data.length}
        pending={gpts.isPending}
        note={active.data && `${formatNumber(active.data.data.filter(hasCalls).length)} called in the last 7 days`}
      />
    </StatRow>
  );
}
