import { Plus, Trash2 } from 'lucide-react';
import { Button } from '../../../shared/ui/button';
import { TextField } from '../../../shared/ui/field';
import { CountField } from './count-field';
import type { CostDraft } from './tier-draft';

/** What a call of each action takes from the quota, a line each. */
export function CostRows({
  costs,
  onCosts,
  error,
}: {
  costs: readonly CostDraft[];
  onCosts: (costs: CostDraft[]) => void;
  error: string | undefined;
}) {
  const change = (id: number, part: Partial<CostDraft>): void =>
    onCosts(costs.map((cost) => (cost.id === id ? { ...cost, ...part } : cost)));
  return (
    <fieldset className="min-w-0 space-y-3">
      <legend className="text-sm font-medium">Action costs</legend>
      <p className="text-sm text-pretty text-ink-soft">
        Units that a call takes from the quota. An action that is not named takes 1; <code className="font-mono">*</code> stands
        for all others.
      </p>
      {costs.map(({ id, action, units }, index) => (
        <div key={id} role="group" aria-label={`Cost ${index + 1}`} className="flex items-end gap-2">
          <div className="min-w-0 flex-1">
            <TextField
              label="Action"
              mono
              placeholder="search"
              maxLength={200}
              autoComplete="off"
              autoCapitalize="off"
              spellCheck={false}
              value={action}
              onValue={(text) => change(id, { action: text })}
            />
          </div>
          <div className="w-24">
            <CountField label="Units" value={units} onValue={(text) => change(id, { units: text })} />
          </div>
          <Button
            tone="quiet"
            size="icon"
            className="mb-0.5"
            aria-label={`Remove the cost of ${action || index + 1}`}
            onClick={() => onCosts(costs.filter((cost) => cost.id !== id))}
          >
            <Trash2 aria-hidden="true" />
          </Button>
        </div>
      ))}
      {error && (
        <p role="alert" className="text-sm text-danger">
          {error}
        </p>
      )}
      <Button
        size="sm"
        onClick={() => onCosts([...costs, { id: Math.max(-1, ...costs.map(({ id }) => id)) + 1, action: '', units: '1' }])}
      >
        <Plus aria-hidden="true" />
        Add cost
      </Button>
    </fieldset>
  );
}
