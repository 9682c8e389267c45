import { Navigate, Outlet, useLocation } from 'react-router';
import { buildSignInPath } from '../../shared/lib/return-path';
import { ErrorState } from '../../shared/ui/states';
import { useMe } from './session.queries';

/** Lets members through; everybody else signs in first and comes back to the page they asked for. */
export function RequireSession() {
  const me = useMe();
  const location = useLocation();
  if (me.isPending) return null;
  if (me.isError) return <ErrorState error={me.error} onRetry={() => void me.refetch()} className="min-h-dvh justify-center" />;
  if (me.data === null) return <Navigate to={buildSignInPath(location.pathname + location.search)} replace />;
  return <Outlet />;
}
