import { cva, type VariantProps } from 'class-variance-authority';
import { Slot } from 'radix-ui';
import type { ComponentProps } from 'react';
import { cn } from '../lib/class-names';
import { Spinner } from './spinner';

const button = cva(
  'inline-flex shrink-0 items-center justify-center gap-2 rounded-md font-medium whitespace-nowrap select-none transition-colors duration-150 aria-disabled:opacity-70 [&_svg]:shrink-0 [&_svg]:size-4',
  {
    variants: {
      tone: {
        primary:
          'bg-accent text-accent-ink shadow-control hover:bg-accent-hover disabled:border disabled:border-line disabled:bg-hover disabled:text-ink-faint disabled:shadow-none',
        secondary: 'border border-line-control bg-surface text-ink shadow-control hover:bg-hover disabled:text-ink-faint',
        quiet: 'text-ink-soft hover:bg-hover hover:text-ink',
        danger:
          'bg-danger-solid text-solid-ink shadow-control hover:bg-danger-solid-hover disabled:border disabled:border-line disabled:bg-hover disabled:text-ink-faint disabled:shadow-none',
        dangerOutline: 'border border-danger-line bg-surface text-danger shadow-control hover:bg-danger-soft',
      },
      size: {
        sm: 'h-8 px-3 text-sm pointer-coarse:h-10',
        md: 'h-9 px-3.5 text-base pointer-coarse:h-11',
        lg: 'h-11 px-5 text-base',
        icon: 'size-8 text-base pointer-coarse:size-10',
      },
    },
    defaultVariants: { tone: 'secondary', size: 'md' },
  },
);

type ButtonProps = ComponentProps<'button'> &
  VariantProps<typeof button> & {
    /** Renders the single child (a link) in the look of a button. */
    asChild?: boolean;
    /** Work is under way: shows a spinner and refuses another press, without losing the focus. */
    pending?: boolean;
  };

export function Button({
  asChild = false,
  pending = false,
  tone,
  size,
  className,
  children,
  onClick,
  type = 'button',
  ...rest
}: ButtonProps) {
  const classes = cn(button({ tone, size }), className);
  if (asChild) {
    return (
      <Slot.Root className={classes} onClick={onClick} {...rest}>
        {children}
      </Slot.Root>
    );
  }
  return (
    <button
      type={type}
      className={classes}
      aria-disabled={pending || undefined}
      // `disabled` would drop the focus to the page's start in the middle of a keyboard user's work.
      onClick={pending ? (event) => event.preventDefault() : onClick}
      {...rest}
    >
      {pending && <Spinner />}
      {children}
    </button>
  );
}
