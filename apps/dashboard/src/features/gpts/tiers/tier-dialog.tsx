import { Dialog } from '../../../shared/ui/dialog';
import { ErrorState, SkeletonRows } from '../../../shared/ui/states';
import type { Gpt } from '../gpt.queries';
import { useTierOverage, useTierPrices } from './price.queries';
import { TierForm } from './tier-form';
import type { Tier } from './tier.queries';

/** Makes a tier, or changes one. @param tier null for a new one */
export function TierDialog({ gpt, tier, onClose }: { gpt: Gpt; tier: Tier | null; onClose: () => void }) {
  const prices = useTierPrices(gpt.id, tier?.id ?? null);
  const overage = useTierOverage(gpt.id, tier?.id ?? null);
  const saved = prices.data && overage.data ? { prices: prices.data, overage: overage.data } : null;
  const failed = [prices, overage].find(({ isError, data }) => isError && !data);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      className="sm:top-[6vh] sm:max-h-[88dvh]"
      title={tier ? `Edit ${tier.name}` : 'New tier'}
      description={
        tier ? 'A change of limits holds from the next call on.' : 'What some subscribers of this GPT get instead of the default.'
      }
    >
      {failed?.error && (
        <ErrorState error={failed.error} onRetry={() => void Promise.all([prices.refetch(), overage.refetch()])} />
      )}
      {!failed && tier !== null && saved === null && <SkeletonRows rows={4} label="Loading the tier" />}
      {(tier === null || saved !== null) && <TierForm gpt={gpt} tier={tier} saved={saved} onClose={onClose} />}
    </Dialog>
  );
}
