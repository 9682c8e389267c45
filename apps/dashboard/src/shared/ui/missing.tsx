import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { Button } from './button';
import { usePageTitle } from './page-header';
import { EmptyState } from './states';

/** The whole page of a thing that is not there, with the way to those that are. */
export function MissingState({
  icon,
  title,
  back,
  children,
}: {
  icon: LucideIcon;
  title: string;
  back: { to: string; label: string };
  children: ReactNode;
}) {
  usePageTitle(title);
  return (
    <EmptyState
      page
      icon={icon}
      title={title}
      action={
        <Button asChild>
          <Link to={back.to}>{back.label}</Link>
        </Button>
      }
    >
      {children}
    </EmptyState>
  );
}
