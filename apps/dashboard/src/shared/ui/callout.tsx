import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from '../lib/class-names';

const tones = {
  info: { box: 'border-line bg-inset text-ink-soft', icon: Info, mark: 'text-ink-faint' },
  warning: { box: 'border-warning-line bg-warning-soft text-ink', icon: TriangleAlert, mark: 'text-warning' },
  danger: { box: 'border-danger-line bg-danger-soft text-ink', icon: CircleAlert, mark: 'text-danger' },
};

/** A remark beside the work. `danger` is announced at once, because it answers what the member just did. */
export function Callout({
  tone = 'info',
  title,
  className,
  children,
}: {
  tone?: keyof typeof tones;
  title?: ReactNode;
  className?: string;
  children?: ReactNode;
}) {
  const { box, icon: Icon, mark } = tones[tone];
  return (
    <div
      role={tone === 'danger' ? 'alert' : undefined}
      className={cn('flex gap-2.5 rounded-md border px-3.5 py-3 text-sm', box, className)}
    >
      <Icon aria-hidden="true" className={cn('mt-0.5 size-4 shrink-0', mark)} />
      <div className="min-w-0 space-y-1">
        {title && <p className="font-medium text-ink">{title}</p>}
        {children && <div className="text-pretty break-words">{children}</div>}
      </div>
    </div>
  );
}
