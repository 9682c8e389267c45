import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { cn } from '../lib/class-names';
import { Button } from './button';

/** A dialog in the middle of the page; on phones it sits at the lower edge. The focus is kept inside and given back after. */
export function Dialog({
  open,
  onOpenChange,
  title,
  description,
  className,
  children,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  className?: string;
  children: ReactNode;
}) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 animate-fade-in bg-overlay" />
        <Radix.Content
          {...(description ? {} : { 'aria-describedby': undefined })}
          className={cn(
            'fixed inset-x-0 bottom-0 z-40 max-h-[92dvh] animate-rise-in overflow-y-auto rounded-t-xl bg-raised p-6 shadow-float focus:outline-none',
            'sm:inset-x-auto sm:top-[14vh] sm:bottom-auto sm:left-1/2 sm:w-full sm:max-w-md sm:-ml-56 sm:rounded-xl',
            className,
          )}
        >
          <div className="mb-5 space-y-1.5 pr-8">
            <Radix.Title className="text-lg font-semibold break-words">{title}</Radix.Title>
            {description && (
              <Radix.Description className="text-sm text-pretty break-words text-ink-soft">{description}</Radix.Description>
            )}
          </div>
          {children}
          <Radix.Close asChild>
            <Button tone="quiet" size="icon" aria-label="Close" className="absolute top-4 right-4">
              <X aria-hidden="true" />
            </Button>
          </Radix.Close>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** The row of buttons at a dialog's end. */
export function DialogActions({ children }: { children: ReactNode }) {
  return <div className="mt-6 flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">{children}</div>;
}
