import type { ComponentProps } from 'react';
import { cn } from '../lib/class-names';

/** A table that scrolls sideways in its own frame on narrow screens. */
export function Table({ label, className, ...rest }: ComponentProps<'table'> & { label: string }) {
  return (
    <div className="relative overflow-x-auto">
      <table aria-label={label} className={cn('w-full border-collapse text-left', className)} {...rest} />
    </div>
  );
}

export function HeadCell({ className, numeric, ...rest }: ComponentProps<'th'> & { numeric?: boolean }) {
  return (
    <th
      scope="col"
      className={cn(
        'h-10 border-b border-line px-2 text-xs font-medium sm:px-3 whitespace-nowrap text-ink-soft first:pl-5 last:pr-5 sm:first:pl-6 sm:last:pr-6',
        numeric && 'text-right',
        className,
      )}
      {...rest}
    />
  );
}

export function Cell({ className, numeric, ...rest }: ComponentProps<'td'> & { numeric?: boolean }) {
  return (
    <td
      className={cn(
        'h-13 border-b border-line px-2 sm:px-3 first:pl-5 last:pr-5 in-[tr:last-child]:border-b-0 sm:first:pl-6 sm:last:pr-6',
        numeric && 'text-right tabular-nums',
        className,
      )}
      {...rest}
    />
  );
}

export function Row({ className, ...rest }: ComponentProps<'tr'>) {
  return <tr className={cn('transition-colors hover:bg-inset', className)} {...rest} />;
}
