import { Segmented } from '../../shared/ui/segmented';
import { LiveMark } from './live-mark';
import { UsageCsvMenu } from './usage-csv-menu';
import { holdingDays } from './usage-days';
import { UsageDaysForm } from './usage-days-form';
import { buildUsageWindow } from './usage-window';
import { type ChosenSpan, lastSpans } from './use-usage-span';

const choices = [...lastSpans, { value: 'days', label: 'Dates' }] as const;

interface UsageToolbarProps {
  chosen: ChosenSpan;
  /** Whether the last look for new calls failed; left out where the page says so elsewhere. */
  failing?: boolean;
  gpt?: string;
  subscriber?: string;
}

/** Over a page of usage: the span, whether its figures are fresh, and the way to take them along. */
export function UsageToolbar({ chosen, failing, ...whose }: UsageToolbarProps) {
  return (
    <div className="flex flex-wrap items-start justify-between gap-3">
      <SpanPicker chosen={chosen} />
      <div className="flex items-center gap-4">
        {failing !== undefined && chosen.growing && <LiveMark failing={failing} />}
        <UsageCsvMenu span={chosen.span} {...whose} />
      </div>
    </div>
  );
}

/** Where the span is chosen: a length of time up to now, or two days. */
function SpanPicker({ chosen: { span, days, choose } }: { chosen: ChosenSpan }) {
  const value = days === null && typeof span === 'string' ? span : 'days';
  return (
    <div className="min-w-0 space-y-3">
      <Segmented
        label="Time"
        value={value}
        onValue={(next) => choose(next === 'days' ? holdingDays(buildUsageWindow(span, new Date())) : next)}
        options={choices}
      />
      {days !== null && <UsageDaysForm days={days} onDays={choose} />}
    </div>
  );
}
