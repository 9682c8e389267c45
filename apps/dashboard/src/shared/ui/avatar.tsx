import { cn } from '../lib/class-names';

/** The first letters of a name, as a mark; the name itself stands beside it. */
export function Avatar({ name, className }: { name: string; className?: string }) {
  const letters = name
    .split(/[\s@._-]+/)
    .filter(Boolean)
    .slice(0, 2)
    .map((word) => [...word][0]?.toUpperCase() ?? '')
    .join('');
  return (
    <span
      aria-hidden="true"
      className={cn(
        'grid size-8 shrink-0 place-items-center rounded-full border border-line bg-inset text-2xs font-semibold text-ink-soft',
        className,
      )}
    >
      {letters || '?'}
    </span>
  );
}
