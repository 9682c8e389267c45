import { RadioGroup } from 'radix-ui';
import { formatCount } from '../../../shared/lib/format';
import { covers, useCurrentWorkspace } from '../../workspaces/current-workspace';

const choices = [
  { value: 'keep', label: 'They keep their price', hint: 'Only people who buy from now on pay the new one.' },
  {
    value: 'move',
    label: 'They move at their next renewal',
    hint: 'Nothing is charged or given back before. Tell them in time: in many places the law asks for it.',
  },
] as const;

/** What becomes of those who bought at another price. To move them takes an admin, as giving a tier away does. */
export function ExistingBuyers({
  count,
  moves,
  onMoves,
}: {
  /** Who pays an older price already; null where the price is about to change for all of them. */
  count: number | null;
  moves: boolean;
  onMoves: (moves: boolean) => void;
}) {
  const { role } = useCurrentWorkspace();
  const mayMove = covers(role, 'admin');
  return (
    <fieldset className="min-w-0 space-y-3">
      <legend className="mb-3 text-sm font-medium">
        {count === null
          ? 'People who have bought this tier already'
          : `${formatCount(count, 'person', 'people')} on an older price`}
      </legend>
      {!mayMove && (
        <p className="text-sm text-pretty text-ink-soft">
          They keep their price: only people who buy from now on pay the new one. An admin of the workspace can move them to it.
        </p>
      )}
      {mayMove && (
        <RadioGroup.Root
          aria-label="Who has bought already"
          value={moves ? 'move' : 'keep'}
          onValueChange={(value) => onMoves(value === 'move')}
          className="grid gap-2"
        >
          {choices.map(({ value, label, hint }) => (
            <RadioGroup.Item
              key={value}
              value={value}
              aria-labelledby={`buyers-${value}`}
              aria-describedby={`buyers-${value}-hint`}
              className="flex items-start gap-3 rounded-md border border-line p-3.5 text-left transition-colors hover:bg-hover data-[state=checked]:border-accent data-[state=checked]:bg-accent-soft"
            >
              <span className="mt-0.5 grid size-4.5 shrink-0 place-items-center rounded-full border border-line-control bg-surface">
                <RadioGroup.Indicator className="block size-2.5 rounded-full bg-accent" />
              </span>
              <span className="min-w-0">
                <span id={`buyers-${value}`} className="block font-medium">
                  {label}
                </span>
                <span id={`buyers-${value}-hint`} className="block text-sm text-pretty text-ink-soft">
                  {hint}
                </span>
              </span>
            </RadioGroup.Item>
          ))}
        </RadioGroup.Root>
      )}
    </fieldset>
  );
}
