import { CircleAlert, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from '../lib/class-names';
import { Button } from './button';

/** Nothing here yet: says what will be here, and how to get it. */
export function EmptyState({
  icon: Icon,
  title,
  action,
  page = false,
  className,
  children,
}: {
  icon: LucideIcon;
  title: string;
  action?: ReactNode;
  /** It is all that the page has to say, so its title is the page's heading. */
  page?: boolean;
  className?: string;
  children?: ReactNode;
}) {
  const Title = page ? 'h1' : 'p';
  return (
    <div className={cn('flex flex-col items-center px-6 py-14 text-center', className)}>
      <span className="mb-4 grid size-11 place-items-center rounded-lg border border-line bg-inset text-ink-faint">
        <Icon aria-hidden="true" className="size-5" />
      </span>
      <Title className="text-lg font-semibold">{title}</Title>
      {children && <div className="mt-1 max-w-sm text-pretty text-ink-soft">{children}</div>}
      {action && <div className="mt-5 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
}

/** A list or chart that could not be loaded, with the cause and another try. */
export function ErrorState({ error, onRetry, className }: { error: Error; onRetry: () => void; className?: string }) {
  return (
    <div role="alert" className={cn('flex flex-col items-center px-6 py-14 text-center', className)}>
      <span className="mb-4 grid size-11 place-items-center rounded-lg border border-danger-line bg-danger-soft text-danger">
        <CircleAlert aria-hidden="true" className="size-5" />
      </span>
      <p className="text-lg font-semibold">This could not be loaded</p>
      <p className="mt-1 max-w-sm text-pretty break-words text-ink-soft">{error.message}</p>
      <Button className="mt-5" onClick={onRetry}>
        Try again
      </Button>
    </div>
  );
}

/** A grey shape where content will stand. Hidden from screen readers; the region around it says that it is busy. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden="true" className={cn('block h-4 animate-breathe rounded-sm bg-hover', className)} />;
}

/** Rows of skeletons in a list's place. */
export function SkeletonRows({ rows = 5, label = 'Loading' }: { rows?: number; label?: string }) {
  return (
    <div role="status" aria-label={label} className="divide-y divide-line">
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className="flex items-center gap-4 px-5 py-4 sm:px-6">
          <Skeleton className="size-8 rounded-full" />
          <Skeleton className="w-2/5" />
          <Skeleton className="ml-auto w-16" />
        </div>
      ))}
    </div>
  );
}
