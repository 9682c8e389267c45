import { ApiError } from '@gatehouse/api-client';
import { Link, Navigate, useNavigate, useSearchParams } from 'react-router';
import { checkEmail, checkPresent, collectMessages, useForm } from '../../shared/lib/form';
import { buildForgotPath, buildVerifyPath, parseReturnPath } from '../../shared/lib/return-path';
import { Button } from '../../shared/ui/button';
import { Callout } from '../../shared/ui/callout';
import { TextField } from '../../shared/ui/field';
import { usePageTitle } from '../../shared/ui/page-header';
import { PasswordField } from '../../shared/ui/password-field';
import { AuthHeading } from './auth.layout';
import { GoogleButton } from './google-button';
import { useMe, useSignIn } from './session.queries';

export function SignInPage() {
  usePageTitle('Sign in');
  const [params] = useSearchParams();
  const returnTo = parseReturnPath(params.get('return_to'));
  const me = useMe();
  if (me.data) return <Navigate to={returnTo} replace />;

  return (
    <>
      <AuthHeading title="Sign in">Welcome back. Your GPTs kept counting.</AuthHeading>
      {params.has('error') && <Callout tone="danger" className="mb-6" title={explain(params.get('error'))} />}
      <GoogleButton returnTo={returnTo} />
      <SignInForm />
      <p className="mt-8 text-center text-ink-soft">
        New here?{' '}
        <Link to={`/sign-up?${params}`} className="rounded-sm font-medium text-accent-text hover:underline">
          Create an account
        </Link>
      </p>
    </>
  );
}

/** Why Google's sign-in came back without a member; the server says it in the address. */
function explain(reason: string | null): string {
  if (reason === 'google_email_unverified')
    return 'Google has not verified the address of that account, so it cannot be used to sign in.';
  if (reason === 'google_other_google_account')
    return 'Your address here belongs to another Google account. Sign in with that one, or with your password.';
  if (reason === 'google_cancelled') return 'You stopped the sign-in at Google. Try again, or use your password.';
  if (reason === 'google_stale') return 'Signing in with Google took too long. Try again.';
  return 'Signing in with Google did not finish. Try again, or use your password.';
}

function SignInForm() {
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const signIn = useSignIn();
  const form = useForm({
    initial: { email: '', password: '' },
    check: ({ email, password }) =>
      collectMessages({ email: checkEmail(email), password: checkPresent(password, 'Enter your password.') }),
    error: signIn.error,
    pending: signIn.isPending,
    // The page itself moves on as soon as the member is known.
    onSubmit: (values) =>
      signIn.mutate(values, {
        onError: (error) => {
          if (error instanceof ApiError && error.code === 'email_not_verified') {
            void navigate(buildVerifyPath(values.email, params));
          }
        },
      }),
  });

  return (
    <form noValidate onSubmit={form.submit} className="mt-6 space-y-5">
      {form.message && <Callout tone="danger" title={form.message} />}
      <TextField label="Email" type="email" autoComplete="username" inputMode="email" {...form.field('email')} />
      <div className="space-y-2">
        <PasswordField label="Password" autoComplete="current-password" {...form.field('password')} />
        <p className="text-right text-sm">
          <Link to={buildForgotPath(params, form.values.email)} className="rounded-sm text-accent-text hover:underline">
            Forgot your password?
          </Link>
        </p>
      </div>
      <Button type="submit" tone="primary" size="lg" className="w-full" pending={signIn.isPending}>
        Sign in
      </Button>
    </form>
  );
}
