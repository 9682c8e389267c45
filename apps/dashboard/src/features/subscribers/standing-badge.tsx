import { Badge } from '../../shared/ui/badge';
import { standings, type Standing } from './standing';

/** Nothing for whoever was never asked for money. */
export function StandingBadge({ standing, className = '' }: { standing: Standing | null; className?: string }) {
  if (standing === null || standing === 'free') return null;
  const { label, tone } = standings[standing];
  return (
    <Badge tone={tone} className={className}>
      {label}
    </Badge>
  );
}
