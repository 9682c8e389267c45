import { Check, ChevronDown } from 'lucide-react';
import { Select as Radix } from 'radix-ui';
import { cn } from '../lib/class-names';
import { controlClass, Field } from './field';

interface Option {
  value: string;
  label: string;
}

/** A labelled choice of one among a few. */
export function SelectField({
  label,
  hideLabel,
  hint,
  value,
  onValue,
  options,
  disabled = false,
  className,
}: {
  label: string;
  hideLabel?: boolean;
  hint?: string;
  value: string;
  onValue: (value: string) => void;
  options: readonly Option[];
  disabled?: boolean;
  className?: string;
}) {
  return (
    <Field label={label} hint={hint} hideLabel={hideLabel ?? false}>
      {(wiring) => (
        <Radix.Root value={value} onValueChange={onValue} disabled={disabled}>
          <Radix.Trigger {...wiring} className={cn(controlClass, 'flex items-center justify-between gap-2 text-left', className)}>
            <span className="truncate">
              <Radix.Value />
            </span>
            <Radix.Icon>
              <ChevronDown aria-hidden="true" className="size-4 text-ink-faint" />
            </Radix.Icon>
          </Radix.Trigger>
          <Radix.Portal>
            <Radix.Content
              position="popper"
              sideOffset={6}
              collisionPadding={12}
              className="z-50 max-h-80 w-(--radix-select-trigger-width) min-w-48 animate-pop-in overflow-hidden rounded-lg bg-raised shadow-float"
            >
              <Radix.Viewport className="p-1.5">
                {options.map((option) => (
                  <SelectItem key={option.value} {...option} />
                ))}
              </Radix.Viewport>
            </Radix.Content>
          </Radix.Portal>
        </Radix.Root>
      )}
    </Field>
  );
}

function SelectItem({ value, label }: Option) {
  return (
    <Radix.Item
      value={value}
      className="flex min-h-8 items-center justify-between gap-2 rounded-sm px-2.5 py-1.5 text-base outline-none select-none data-highlighted:bg-hover pointer-coarse:min-h-11"
    >
      <span className="truncate" title={label}>
        <Radix.ItemText>{label}</Radix.ItemText>
      </span>
      <Radix.ItemIndicator>
        <Check aria-hidden="true" className="size-4 shrink-0 text-accent-text" />
      </Radix.ItemIndicator>
    </Radix.Item>
  );
}
