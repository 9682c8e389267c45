import { Archive, ArchiveRestore, ArrowDown, ArrowUp, Ellipsis, Pencil, Star } from 'lucide-react';
import { Button } from '../../../shared/ui/button';
import { Menu, MenuContent, MenuItem, MenuSeparator, MenuTrigger } from '../../../shared/ui/menu';
import { useToast } from '../../../shared/ui/toast';
import { useChangeTier, useOrderTiers, type Tier, type TierChange } from './tier.queries';

/** What may be done with a tier. @param tiers all of the GPT's, in their order */
export function TierRowMenu({
  gptId,
  tier,
  tiers,
  onEdit,
}: {
  gptId: string;
  tier: Tier;
  tiers: readonly Tier[];
  onEdit: (tier: Tier) => void;
}) {
  const change = useChangeTier(gptId);
  const order = useOrderTiers(gptId);
  const toast = useToast();
  const at = tiers.findIndex(({ id }) => id === tier.id);
  const failed = (error: Error): void => toast.error(error.message);

  const set = (what: TierChange, said: string): void =>
    change.mutate({ id: tier.id, change: what }, { onSuccess: () => toast.success(said), onError: failed });

  function move(by: -1 | 1): void {
    const ids = tiers.map(({ id }) => id).filter((id) => id !== tier.id);
    ids.splice(at + by, 0, tier.id);
    order.mutate(ids, { onError: failed });
  }

  return (
    <Menu>
      <MenuTrigger asChild>
        <Button tone="quiet" size="icon" aria-label={`Actions for ${tier.name}`} pending={change.isPending || order.isPending}>
          <Ellipsis aria-hidden="true" />
        </Button>
      </MenuTrigger>
      <MenuContent align="end">
        <MenuItem onSelect={() => onEdit(tier)}>
          <Pencil aria-hidden="true" />
          Edit
        </MenuItem>
        <MenuItem disabled={at === 0} onSelect={() => move(-1)}>
          <ArrowUp aria-hidden="true" />
          Move up
        </MenuItem>
        <MenuItem disabled={at === tiers.length - 1} onSelect={() => move(1)}>
          <ArrowDown aria-hidden="true" />
          Move down
        </MenuItem>
        {!tier.default && <MenuSeparator />}
        {!tier.default && !tier.archived && (
          <MenuItem onSelect={() => set({ default: true }, `New subscribers begin on ${tier.name} now.`)}>
            <Star aria-hidden="true" />
            Make it the default
          </MenuItem>
        )}
        {!tier.default && !tier.archived && (
          <MenuItem
            onSelect={() =>
              set({ archived: true }, `${tier.name} is archived. Who is on it stays on it; nobody comes to it any more.`)
            }
          >
            <Archive aria-hidden="true" />
            Archive
          </MenuItem>
        )}
        {tier.archived && (
          <MenuItem onSelect={() => set({ archived: false }, `${tier.name} is back.`)}>
            <ArchiveRestore aria-hidden="true" />
            Bring it back
          </MenuItem>
        )}
      </MenuContent>
    </Menu>
  );
}
