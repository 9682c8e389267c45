import type { components } from '@gatehouse/api-client';
import { formatNumber } from '../../shared/lib/format';
import { useNow } from '../../shared/lib/now';
import type { useGpts } from '../gpts/gpt.queries';
import { StatRow, StatTile } from '../usage/stat-tile';
import { hasCalls, type useActiveSubscribers, type useUsage } from '../usage/usage.queries';
import { buildSeries, sumDays } from '../usage/usage-window';

/** How many GPTs were called, as far as the page of the report reaches. */
const countOf = ({ data, next_cursor: next }: components['schemas']['Usage']): string =>
  `${formatNumber(data.filter(hasCalls).length)}${next === null ? '' : '+'}`;

interface KpiTilesProps {
  hours: ReturnType<typeof useUsage>;
  people: ReturnType<typeof useActiveSubscribers>;
  /** Calls by GPT. */
  active: ReturnType<typeof useUsage>;
  gpts: ReturnType<typeof useGpts>;
}

export function KpiTiles({ hours, people, active, gpts }: KpiTilesProps) {
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
        value={people.data?.active_subscribers}
        pending={people.isPending && !hours.isError}
        note="called in the last 7 days"
      />
      <StatTile
        label="GPTs"
        value={gpts.data?.data.length}
        pending={gpts.isPending}
        note={active.data && `${countOf(active.data)} called in the last 7 days`}
      />
    </StatRow>
  );
}
