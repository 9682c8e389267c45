import { ApiError } from '@gatehouse/api-client';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { Button } from './button';
import { usePageTitle } from './page-header';
import { EmptyState } from './states';

/** Whether the API says that there is no such thing, which asking again will not change. */
export function isMissing({ error }: { error: Error | null }): boolean {
  return error instanceof ApiError && error.status === 404;
}

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
