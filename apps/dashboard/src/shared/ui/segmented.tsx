import { ToggleGroup } from 'radix-ui';

/** One of a few, always visible, such as a chart's span of time. */
export function Segmented<T extends string>({
  label,
  value,
  onValue,
  options,
}: {
  label: string;
  value: T;
  onValue: (value: T) => void;
  options: readonly { value: T; label: string }[];
}) {
  return (
    <ToggleGroup.Root
      type="single"
      aria-label={label}
      value={value}
      // Pressing the chosen one again would leave none chosen.
      onValueChange={(next) => next && onValue(next as T)}
      className="inline-flex max-w-full flex-wrap rounded-md border border-line bg-inset p-0.5"
    >
      {options.map((option) => (
        <ToggleGroup.Item
          key={option.value}
          value={option.value}
          className="h-7 shrink-0 rounded-sm px-3 text-sm font-medium whitespace-nowrap text-ink-soft transition-colors hover:text-ink data-[state=on]:bg-raised data-[state=on]:text-ink data-[state=on]:shadow-control pointer-coarse:h-9"
        >
          {option.label}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  );
}
