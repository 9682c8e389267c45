import { ArrowLeft } from 'lucide-react';
import { Link } from 'react-router';

/** Up to the list that a page belongs to. */
export function BackLink({ to, children }: { to: string; children: string }) {
  return (
    <Link
      to={to}
      className="mb-2 inline-flex items-center gap-1.5 rounded-sm text-sm text-ink-soft hover:text-ink hover:underline"
    >
      <ArrowLeft aria-hidden="true" className="size-3.5" />
      {children}
    </Link>
  );
}
