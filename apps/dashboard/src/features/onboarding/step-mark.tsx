import { Check } from 'lucide-react';
import { cn } from '../../shared/lib/class-names';

/** A step's number, or its tick once it is done. */
export function StepMark({ number, done, next }: { number: number; done: boolean; next: boolean }) {
  return (
    <span
      className={cn(
        'relative z-10 grid size-6 shrink-0 place-items-center rounded-full border text-xs font-semibold tabular-nums',
        done && 'border-accent bg-accent text-accent-ink',
        next && 'border-accent bg-surface text-accent-text',
        !done && !next && 'border-line-strong bg-surface text-ink-faint',
      )}
    >
      {done ? <Check aria-hidden="true" className="size-3.5" strokeWidth={3} /> : number}
      <span className="sr-only">{done ? 'Done: ' : next ? 'Next: ' : 'Later: '}</span>
    </span>
  );
}
