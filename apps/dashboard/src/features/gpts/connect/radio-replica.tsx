import { cn } from '../../../shared/lib/class-names';
import { Badge } from '../../../shared/ui/badge';

/** Radio buttons as ChatGPT shows them, to be looked at and matched, not pressed. */
export function RadioReplica({
  legend,
  options,
  selected,
  inline,
}: {
  legend: string;
  options: readonly string[];
  selected: string;
  inline?: boolean;
}) {
  return (
    <fieldset>
      <legend className="mb-2 text-sm font-medium">{legend}</legend>
      <ul className={cn('flex gap-y-2', inline ? 'flex-wrap gap-x-6' : 'flex-col')}>
        {options.map((option) => (
          <li key={option} className={cn('flex items-center gap-2', option === selected ? 'font-medium' : 'text-ink-soft')}>
            <span
              aria-hidden="true"
              className={cn(
                'grid size-4 place-items-center rounded-full border bg-surface',
                option === selected ? 'border-accent' : 'border-line-control',
              )}
            >
              {option === selected && <span className="size-2 rounded-full bg-accent" />}
            </span>
            {option}
            {option === selected && (
              <Badge tone="accent" className="max-sm:hidden">
                Choose this
              </Badge>
            )}
          </li>
        ))}
      </ul>
    </fieldset>
  );
}
