import type { UsageRow } from './usage.queries';

/** `*` is what verify counts a call under when the API names no action. */
export function actionLabel(row: UsageRow) {
  return row.key === '*' ? (
    <span className="text-ink-soft">Not named (*)</span>
  ) : (
    <code className="font-mono text-sm">{row.label}</code>
  );
}
