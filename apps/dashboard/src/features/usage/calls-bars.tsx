import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { formatCount, formatNumber } from '../../shared/lib/format';
import { buildMomentFormat } from './moment-format';
import type { UsagePoint, UsageScale } from './usage-window';

const tick = { fill: 'var(--ink-faint)', fontSize: 12 };
/** Exact also halfway between two lines: 1,050 is 1.05K, not 1.1K. */
const compact = new Intl.NumberFormat(undefined, { notation: 'compact', maximumFractionDigits: 2 });
const MANY_BARS = 60;
/** The scale reaches at least this far, so that a single call does not fill the whole height. */
const LEAST_SCALE = 4;

export function CallsBars({ points, scale }: { points: readonly UsagePoint[]; scale: UsageScale }) {
  const many = points.length > MANY_BARS;
  const most = Math.max(...points.map(({ calls }) => calls));
  const axis = buildAxisFormat(scale, many);
  return (
    <ResponsiveContainer width="100%" height="100%">
      {/* The figures are in the table beside it, for keyboards too: the drawing takes no focus. */}
      <BarChart
        accessibilityLayer={false}
        data={[...points]}
        margin={{ top: 8, right: 0, bottom: 0, left: 0 }}
        barCategoryGap={many ? 1 : '24%'}
      >
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis
          dataKey="at"
          tickFormatter={(at: number) => axis.format(at)}
          // Where there are many bars, a name stands where its day or its month begins.
          {...(many ? { ticks: beginningsIn(points, scale) } : {})}
          interval="preserveStart"
          minTickGap={many ? 8 : 28}
          tickMargin={8}
          tickLine={false}
          axisLine={{ stroke: 'var(--line-strong)' }}
          tick={tick}
        />
        <YAxis
          width={40}
          allowDecimals={false}
          tickFormatter={(calls: number) => compact.format(calls)}
          tickLine={false}
          axisLine={false}
          tick={tick}
          domain={[0, most < LEAST_SCALE ? LEAST_SCALE : 'auto']}
        />
        <Tooltip cursor={{ fill: 'var(--surface-hover)' }} isAnimationActive={false} content={<ChartTip scale={scale} />} />
        <Bar
          dataKey="calls"
          fill="var(--accent)"
          radius={many ? [1, 1, 0, 0] : [3, 3, 0, 0]}
          isAnimationActive={false}
          maxBarSize={32}
        />
      </BarChart>
    </ResponsiveContainer>
  );
}

function beginningsIn(points: readonly UsagePoint[], { bucket, timeZone }: UsageScale): number[] {
  const hourOf = (at: Date): number => (timeZone === 'UTC' ? at.getUTCHours() : at.getHours());
  const begins = (at: Date): boolean => (bucket === 'day' ? at.getUTCDate() === 1 : hourOf(at) === 0);
  return points.map(({ at }) => at).filter((at) => begins(new Date(at)));
}

function buildAxisFormat({ bucket, timeZone }: UsageScale, many: boolean): Intl.DateTimeFormat {
  if (bucket === 'day' && many) return new Intl.DateTimeFormat(undefined, { month: 'short', timeZone });
  if (bucket === 'day') return new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', timeZone });
  if (many) return new Intl.DateTimeFormat(undefined, { weekday: 'short', day: 'numeric', timeZone });
  return new Intl.DateTimeFormat(undefined, { hour: 'numeric', timeZone });
}

interface ChartTipProps {
  scale: UsageScale;
  /** Given by the chart. */
  active?: boolean;
  payload?: readonly { payload?: UsagePoint }[];
}

function ChartTip({ scale, active, payload }: ChartTipProps) {
  const point = payload?.[0]?.payload;
  if (!active || !point) return null;
  return (
    <div className="rounded-md bg-raised px-3 py-2 text-sm shadow-float">
      <p className="font-semibold tabular-nums" title={formatNumber(point.calls)}>
        {formatCount(point.calls, 'call')}
      </p>
      <p className="text-xs text-ink-soft">{buildMomentFormat(scale).format(point.at)}</p>
    </div>
  );
}
