import { formatExact, formatRelative } from '../lib/format';
import { useNow } from '../lib/now';

/** How long ago, with the exact moment as its title. */
export function RelativeTime({ at, className }: { at: string; className?: string }) {
  const now = useNow();
  return (
    <time dateTime={at} title={formatExact(at)} className={className}>
      {formatRelative(at, now)}
    </time>
  );
}
