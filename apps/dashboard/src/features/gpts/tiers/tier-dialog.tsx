import { useState } from 'react';
import { useForm } from '../../../shared/lib/form';
import { Button } from '../../../shared/ui/button';
import { Callout } from '../../../shared/ui/callout';
import { Dialog, DialogActions } from '../../../shared/ui/dialog';
import { TextField } from '../../../shared/ui/field';
import { SelectField } from '../../../shared/ui/select';
import { useToast } from '../../../shared/ui/toast';
import type { Gpt } from '../gpt.queries';
import { CostRows } from './cost-rows';
import { ScopeChoice } from './scope-choice';
import { checkCosts, checkTexts, toChange, toCostDrafts, toTexts } from './tier-draft';
import { useSaveTier, type Tier } from './tier.queries';

/** Makes a tier, or changes one. @param tier null for a new one */
export function TierDialog({ gpt, tier, onClose }: { gpt: Gpt; tier: Tier | null; onClose: () => void }) {
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      className="sm:top-[6vh] sm:max-h-[88dvh]"
      title={tier ? `Edit ${tier.name}` : 'New tier'}
      description={
        tier ? 'A change holds from the next call on.' : 'What some subscribers of this GPT get instead of the default.'
      }
    >
      <TierForm gpt={gpt} tier={tier} onClose={onClose} />
    </Dialog>
  );
}

function TierForm({ gpt, tier, onClose }: { gpt: Gpt; tier: Tier | null; onClose: () => void }) {
  const save = useSaveTier(gpt.id, tier?.id ?? null);
  const toast = useToast();
  const [costs, setCosts] = useState(() => toCostDrafts(tier?.action_costs ?? {}));
  const [scopes, setScopes] = useState<readonly string[] | null>(tier?.scopes ?? null);
  const [wrongCosts, setWrongCosts] = useState<string>();
  const form = useForm({
    initial: toTexts(tier),
    check: checkTexts,
    error: save.error,
    pending: save.isPending,
    onSubmit: (texts) => {
      const wrong = checkCosts(costs);
      setWrongCosts(wrong);
      if (wrong !== undefined) return;
      save.mutate(
        { key: texts.key, change: toChange(texts, costs, scopes) },
        {
          onSuccess: ({ name }) => {
            toast.success(tier ? `${name} was changed.` : `${name} was made.`);
            onClose();
          },
        },
      );
    },
  });

  return (
    <form noValidate onSubmit={form.submit} className="space-y-6">
      {form.message && <Callout tone="danger" title={form.message} />}
      <div className="space-y-5">
        <TextField label="Name" placeholder="Pro" autoComplete="off" maxLength={60} {...form.field('name')} />
        <TextField
          label="Key"
          mono
          placeholder="pro"
          hint={tier ? 'Never changes.' : 'Your API reads it when it verifies a call. It never changes.'}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          maxLength={40}
          disabled={tier !== null}
          {...form.field('key')}
        />
        <TextField
          label="Quota per month"
          hint="Units that their calls may take. Leave it empty for no limit."
          inputMode="numeric"
          autoComplete="off"
          {...form.field('quota_per_month')}
        />
        <SelectField
          label="A month is"
          value={form.values.quota_months}
          onValue={(months) => form.set('quota_months', months)}
          options={[
            { value: 'calendar_month', label: 'A month of the calendar (UTC)' },
            { value: 'subscription_month', label: 'A month since the person came to the tier’s GPT' },
          ]}
        />
        <div className="grid items-start gap-5 sm:grid-cols-2">
          <TextField
            label="Rate per minute"
            hint="Calls, spread evenly. Empty for no limit."
            inputMode="numeric"
            autoComplete="off"
            {...form.field('rate_per_minute')}
          />
          <TextField
            label="Burst"
            hint="Calls that may come at once."
            inputMode="numeric"
            autoComplete="off"
            {...form.field('burst')}
          />
        </div>
      </div>
      <CostRows costs={costs} onCosts={setCosts} error={wrongCosts} />
      <ScopeChoice scopes={gpt.scopes} chosen={scopes} onChosen={setScopes} />
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" tone="primary" pending={save.isPending}>
          {tier ? 'Save' : 'Create tier'}
        </Button>
      </DialogActions>
    </form>
  );
}
