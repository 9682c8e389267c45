import { cn } from '../lib/class-names';

/** The gate: an arch with its middle bar. */
export function LogoMark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" className={cn('size-7 shrink-0', className)}>
      <rect width="32" height="32" rx="8" fill="var(--accent)" />
      <g fill="none" stroke="var(--accent-ink)" strokeWidth="2.75" strokeLinecap="round">
        <path d="M8.5 24.5v-8a7.5 7.5 0 0 1 15 0v8" />
        <path d="M16 16v8.5" />
      </g>
    </svg>
  );
}

export function Logo({ className }: { className?: string }) {
  return (
    <span className={cn('inline-flex items-center gap-2.5 text-lg font-semibold tracking-tight', className)}>
      <LogoMark />
      Gatehouse
    </span>
  );
}
