import type { ComponentProps, ReactNode } from 'react';
import { cn } from '../lib/class-names';

export function Card({ className, ...rest }: ComponentProps<'section'>) {
  return <section className={cn('rounded-lg border border-line bg-surface shadow-card', className)} {...rest} />;
}

export function CardHeader({
  title,
  description,
  action,
  id,
}: {
  title: ReactNode;
  description?: ReactNode;
  action?: ReactNode;
  id?: string;
}) {
  return (
    <header className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 px-5 pt-5 sm:px-6">
      <div className="min-w-0 space-y-1">
        <h2 id={id} className="text-lg font-semibold">
          {title}
        </h2>
        {description && <p className="max-w-prose text-sm text-pretty text-ink-soft">{description}</p>}
      </div>
      {action}
    </header>
  );
}

export function CardBody({ className, ...rest }: ComponentProps<'div'>) {
  return <div className={cn('px-5 py-5 sm:px-6', className)} {...rest} />;
}

/** The strip at a card's foot with a hint on the left and the action on the right. */
export function CardFooter({ hint, children }: { hint?: ReactNode; children: ReactNode }) {
  return (
    <footer className="flex flex-wrap items-center justify-between gap-3 rounded-b-lg border-t border-line bg-inset px-5 py-3 sm:px-6">
      <div className="min-w-0 flex-1 basis-56 text-sm text-ink-soft">{hint}</div>
      <div className="flex gap-2">{children}</div>
    </footer>
  );
}
