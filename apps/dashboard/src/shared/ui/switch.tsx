import { Switch as Radix } from 'radix-ui';
import { useId, type ReactNode } from 'react';
import { cn } from '../lib/class-names';

/** A labelled switch; the whole line is its target. */
export function SwitchField({
  label,
  hint,
  checked,
  onChecked,
  disabled = false,
  stacked = false,
}: {
  label: ReactNode;
  hint?: ReactNode;
  checked: boolean;
  onChecked: (checked: boolean) => void;
  disabled?: boolean;
  /** The label stands above the switch where there is room, as over the other fields of a row. */
  stacked?: boolean;
}) {
  const id = useId();
  return (
    <div className={cn('flex items-start justify-between gap-4', stacked && 'sm:flex-col sm:gap-2.5')}>
      <div className="min-w-0 space-y-0.5">
        <label htmlFor={id} className={cn('block font-medium', stacked && 'text-sm')}>
          {label}
        </label>
        {hint && (
          <p id={`${id}-hint`} className="text-sm text-pretty text-ink-soft">
            {hint}
          </p>
        )}
      </div>
      <Radix.Root
        id={id}
        checked={checked}
        onCheckedChange={onChecked}
        disabled={disabled}
        {...(hint ? { 'aria-describedby': `${id}-hint` } : {})}
        className="mt-0.5 inline-flex h-5.5 w-9.5 shrink-0 items-center rounded-full border border-transparent bg-line-control p-0.5 transition-colors data-[state=checked]:bg-accent disabled:opacity-55"
      >
        <Radix.Thumb className="block size-4.5 rounded-full bg-solid-ink shadow-control transition-transform duration-150 ease-soft data-[state=checked]:translate-x-4 data-[state=checked]:bg-accent-ink" />
      </Radix.Root>
    </div>
  );
}
