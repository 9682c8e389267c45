import { Link, Navigate, useNavigate, useSearchParams } from 'react-router';
import { checkEmail, collectMessages, useForm } from '../../shared/lib/form';
import { buildResetPath, parseReturnPath } from '../../shared/lib/return-path';
import { Button } from '../../shared/ui/button';
import { Callout } from '../../shared/ui/callout';
import { TextField } from '../../shared/ui/field';
import { usePageTitle } from '../../shared/ui/page-header';
import { AuthHeading } from './auth.layout';
import { useForgotPassword } from './password.queries';
import { useMe } from './session.queries';

/** Asks for the address to which a code for a new password is mailed. */
export function ForgotPasswordPage() {
  usePageTitle('Forgot your password?');
  const [params] = useSearchParams();
  const me = useMe();
  if (me.data) return <Navigate to={parseReturnPath(params.get('return_to'))} replace />;

  return (
    <>
      <AuthHeading title="Forgot your password?">
        Enter your address. If it has an account, we mail a code to it, with which you choose a new password.
      </AuthHeading>
      <AddressForm />
      <p className="mt-8 text-center text-ink-soft">
        Remembered it?{' '}
        <Link to={`/sign-in?${params}`} className="rounded-sm font-medium text-accent-text hover:underline">
          Sign in
        </Link>
      </p>
    </>
  );
}

function AddressForm() {
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const forgot = useForgotPassword();
  const form = useForm({
    initial: { email: params.get('email') ?? '' },
    check: ({ email }) => collectMessages({ email: checkEmail(email) }),
    error: forgot.error,
    pending: forgot.isPending,
    onSubmit: (values) => forgot.mutate(values, { onSuccess: () => void navigate(buildResetPath(values.email, params)) }),
  });
  return (
    <form noValidate onSubmit={form.submit} className="space-y-5">
      {form.message && <Callout tone="danger" title={form.message} />}
      <TextField label="Email" type="email" autoComplete="email" inputMode="email" autoFocus {...form.field('email')} />
      <Button type="submit" tone="primary" size="lg" className="w-full" pending={forgot.isPending}>
        Mail me a code
      </Button>
    </form>
  );
}
