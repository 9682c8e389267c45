import { Archive, ArchiveRestore, ArrowDown, ArrowUp, Ellipsis, Pencil, Star } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../../shared/ui/button';
import { ConfirmDialog } from '../../../shared/ui/confirm-dialog';
import { Menu, MenuContent, MenuItem, MenuSeparator, MenuTrigger } from '../../../shared/ui/menu';
import { useToast } from '../../../shared/ui/toast';
import { type Effect, effectOfArchiving, effectOfDefault, effectOfReturn } from './tier-effects';
import { useChangeTier, useOrderTiers, type Tier, type TierChange } from './tier.queries';

/** A change that is asked about first. */
interface Asked extends Effect {
  readonly change: TierChange;
  readonly said: string;
}

/** What may be done with a tier. What alters what new people get is asked about first. @param tiers all of the GPT's, in their order */
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
  const [asked, setAsked] = useState<Asked | null>(null);
  const at = tiers.findIndex(({ id }) => id === tier.id);
  const failed = (error: Error): void => toast.error(error.message);

  function ask(effect: Effect, wanted: TierChange, said: string): void {
    change.reset();
    setAsked({ ...effect, change: wanted, said });
  }

  function confirm({ change: wanted, said }: Asked): void {
    const onSuccess = (): void => {
      setAsked(null);
      toast.success(said);
    };
    change.mutate({ id: tier.id, change: wanted }, { onSuccess });
  }

  function move(by: -1 | 1): void {
    const ids = tiers.map(({ id }) => id).filter((id) => id !== tier.id);
    ids.splice(at + by, 0, tier.id);
    order.mutate(ids, { onError: failed });
  }

  return (
    <>
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
            <MenuItem
              onSelect={() =>
                ask(
                  effectOfDefault(
                    tier,
                    tiers.find((one) => one.default),
                  ),
                  { default: true },
                  `New subscribers begin on ${tier.name} now.`,
                )
              }
            >
              <Star aria-hidden="true" />
              Make it the default
            </MenuItem>
          )}
          {!tier.default && !tier.archived && (
            <MenuItem onSelect={() => ask(effectOfArchiving(tier), { archived: true }, `${tier.name} is archived.`)}>
              <Archive aria-hidden="true" />
              Archive
            </MenuItem>
          )}
          {tier.archived && (
            <MenuItem onSelect={() => ask(effectOfReturn(tier), { archived: false }, `${tier.name} is back.`)}>
              <ArchiveRestore aria-hidden="true" />
              Bring it back
            </MenuItem>
          )}
        </MenuContent>
      </Menu>
      {asked !== null && (
        <ConfirmDialog
          open
          onOpenChange={() => setAsked(null)}
          title={asked.title}
          description={asked.description}
          confirmLabel={asked.confirmLabel}
          tone={asked.tone}
          pending={change.isPending}
          error={change.error}
          onConfirm={() => confirm(asked)}
        />
      )}
    </>
  );
}
