import { cn } from '../../shared/lib/class-names';

/** Whether the figures on the page are fresh. */
export function LiveMark({ failing }: { failing: boolean }) {
  return (
    <span role="status" className="inline-flex items-center gap-2 text-sm text-ink-soft">
      <span aria-hidden="true" className={cn('size-2 rounded-full', failing ? 'bg-danger' : 'animate-breathe bg-accent')} />
      {failing ? 'Reconnecting…' : 'Live'}
    </span>
  );
}
