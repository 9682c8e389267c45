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

/** What stands for no action in particular: `*` when the API names none, `(other)` when it names too many (the answer's note says so). */
const UNNAMED: Readonly<Record<string, string>> = { '*': 'Not named (*)', '(other)': 'All others (other)' };

function actionLabel(row: UsageRow) {
  const unnamed = UNNAMED[row.key];
  return unnamed ? <span className="text-ink-soft">{unnamed}</span> : <code className="font-mono text-sm">{row.label}</code>;
}
