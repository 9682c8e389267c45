import { Navigate, Outlet, useLocation } from 'react-router';
import { buildSignInPath } from '../../shared/lib/return-path';
import { ErrorState } from '../../shared/ui/states';
import { AuthLayout } from './auth.layout';
import { ChoosePasswordPage } from './choose-password.page';
import { useMe } from './session.queries';

/** Lets members through; everybody else signs in first and comes back to the page they asked for. */
export function RequireSession() {
  const me = useMe();
  const location = useLocation();
  if (me.isPending) return null;
  if (me.isError) return <ErrorState error={me.error} onRetry={() => void me.refetch()} className="min-h-dvh justify-center" />;
  if (me.data === null) return <Navigate to={buildSignInPath(location.pathname + location.search)} replace />;
  // Nowhere else to go before that: with no password the next sign-in would take another mail.
  if (me.data.password_required)
    return (
      <AuthLayout>
        <ChoosePasswordPage me={me.data} />
      </AuthLayout>
    );
  return <Outlet />;
}
