import { useState } from 'react';
import { useForm } from '../../../shared/lib/form';
import { Button } from '../../../shared/ui/button';
import { Callout } from '../../../shared/ui/callout';
import { ConfirmDialog } from '../../../shared/ui/confirm-dialog';
import { DialogActions } from '../../../shared/ui/dialog';
import { TextField } from '../../../shared/ui/field';
import { SelectField } from '../../../shared/ui/select';
import { useToast } from '../../../shared/ui/toast';
import type { Gpt } from '../gpt.queries';
import { CostRows } from './cost-rows';
import { CountField } from './count-field';
import { ExistingBuyers } from './existing-buyers';
import {
  arePricesOther,
  canMove,
  checkPriceTexts,
  liveOf,
  type SavedPrices,
  toPrices,
  toPriceTexts,
  toTrialDays,
  toUnitAmount,
} from './price-draft';
import { ScopeChoice } from './scope-choice';
import { checkCosts, checkTexts, toChange, toCostDrafts, toTexts } from './tier-draft';
import { type Effect, effectOfPrices } from './tier-effects';
import { PriceMovesNotice, TierPriceFields } from './tier-price-fields';
import { useSaveTier, type WantedTier } from './save-tier';
import type { Tier } from './tier.queries';

interface TierFormProps {
  gpt: Gpt;
  tier: Tier | null;
  /** Null for a new tier. */
  saved: SavedPrices | null;
  onClose: () => void;
}

export function TierForm({ gpt, tier, saved, onClose }: TierFormProps) {
  const save = useSaveTier(gpt.id, tier?.id ?? null);
  const toast = useToast();
  const [costs, setCosts] = useState(() => toCostDrafts(tier?.action_costs ?? {}));
  const [scopes, setScopes] = useState<readonly string[] | null>(tier?.scopes ?? null);
  const [wrongCosts, setWrongCosts] = useState<string>();
  const [moves, setMoves] = useState(false);
  const [held, setHeld] = useState<{ wanted: WantedTier; effect: Effect } | null>(null);
  const live = saved === null ? [] : liveOf(saved.prices);
  function send(wanted: WantedTier): void {
    setHeld(null);
    save.mutate(wanted, {
      onSuccess: ({ name }) => {
        toast.success(tier ? `${name} was changed.` : `${name} was made.`);
        onClose();
      },
    });
  }
  const form = useForm({
    initial: { ...toTexts(tier), ...toPriceTexts(tier, saved) },
    check: (texts) => ({ ...checkTexts(texts), ...checkPriceTexts(texts) }),
    error: save.error,
    pending: save.isPending,
    onSubmit: (texts) => {
      const wrong = checkCosts(costs);
      setWrongCosts(wrong);
      if (wrong !== undefined) return;
      const prices = toPrices(texts);
      const unitAmount = toUnitAmount(texts);
      const asksToMove = moves && asked !== false;
      const wanted = {
        key: texts.key,
        change: { ...toChange(texts, costs, scopes), trial_days: toTrialDays(texts) },
        prices: arePricesOther(prices, live) || asksToMove ? { prices, move_existing: asksToMove } : null,
        ...(unitAmount === (saved?.overage.unit_amount ?? null) ? {} : { unitAmount }),
      };
      const effect = tier === null ? null : effectOfPrices(tier, live, prices);
      if (effect === null) send(wanted);
      else setHeld({ wanted, effect });
    },
  });
  const wanted = toPrices(form.values);
  const older = saved?.prices.moves.on_older_prices ?? 0;
  /** Whether it has to be said what becomes of who bought before; a number where nothing changes but for them. */
  const asked = canMove(wanted, live) ? null : older > 0 && wanted.length > 0 ? older : false;

  return (
    <>
      <form noValidate onSubmit={form.submit} className="space-y-6">
        {form.message && <Callout tone="danger" title={form.message} />}
        <div className="space-y-5">
          <TextField label="Name" placeholder="Pro" autoFocus autoComplete="off" maxLength={60} {...form.field('name')} />
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
          <CountField
            label="Quota per month"
            hint="Units that their calls may take. Leave it empty for no limit."
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
            <CountField
              label="Rate per minute"
              hint="Calls, spread evenly. Empty for no limit."
              {...form.field('rate_per_minute')}
            />
            <CountField label="Burst" hint="Calls that may come at once." {...form.field('burst')} />
          </div>
        </div>
        <TierPriceFields form={form} saved={saved?.prices ?? null} />
        {saved && <PriceMovesNotice moves={saved.prices.moves} />}
        {asked !== false && <ExistingBuyers count={asked} moves={moves} onMoves={setMoves} />}
        <CostRows costs={costs} onCosts={setCosts} error={wrongCosts} />
        <ScopeChoice scopes={gpt.scopes} chosen={scopes} onChosen={setScopes} />
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" tone="primary" pending={save.isPending}>
            {tier ? 'Save' : 'Create tier'}
          </Button>
        </DialogActions>
      </form>
      {held !== null && (
        <ConfirmDialog
          open
          onOpenChange={() => setHeld(null)}
          title={held.effect.title}
          description={held.effect.description}
          confirmLabel={held.effect.confirmLabel}
          tone={held.effect.tone}
          pending={save.isPending}
          onConfirm={() => send(held.wanted)}
        />
      )}
    </>
  );
}
