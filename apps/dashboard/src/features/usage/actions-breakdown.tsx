import { Activity } from 'lucide-react';
import { UsageBreakdown } from './usage-breakdown';
import type { UsageRow, useUsage } from './usage.queries';

/** What was called. @param description says by whom */
export function ActionsBreakdown({ usage, description }: { usage: ReturnType<typeof useUsage>; description: string }) {
  return (
    <UsageBreakdown
      title="By action"
      description={description}
      noun="Action"
      usage={usage}
      icon={Activity}
      emptyTitle="No action was called in this time"
      labelOf={actionLabel}
    />
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
