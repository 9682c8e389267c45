import { Link, Navigate, useSearchParams } from 'react-router';
import { checkEmail, collectMessages, useForm } from '../../shared/lib/form';
import { buildForgotPath, parseReturnPath } from '../../shared/lib/return-path';
import { Button } from '../../shared/ui/button';
import { Callout } from '../../shared/ui/callout';
import { TextField } from '../../shared/ui/field';
import { usePageTitle } from '../../shared/ui/page-header';
import { AuthHeading } from './auth.layout';
import { checkNewPassword, NewPasswordField } from './new-password-field';
import { useResetPassword } from './password.queries';
import { useMe } from './session.queries';

/** Takes the mailed code together with a new password, and signs in. */
export function ResetPasswordPage() {
  usePageTitle('Choose a new password');
  const [params] = useSearchParams();
  const me = useMe();
  const email = params.get('email') ?? '';
  if (me.data) return <Navigate to={parseReturnPath(params.get('return_to'))} replace />;

  return (
    <>
      <AuthHeading title="Choose a new password">
        {email === '' ? (
          'Enter your address, the 6-digit code that we mailed to it, and a new password.'
        ) : (
          <>
            If <strong className="font-medium wrap-anywhere text-ink">{email}</strong> has an account, a 6-digit code is in its
            inbox. It is valid for ten minutes.
          </>
        )}
      </AuthHeading>
      <ResetForm email={email} />
      <p className="mt-8 text-center text-ink-soft">
        Nothing arrived?{' '}
        <Link to={buildForgotPath(params)} className="rounded-sm font-medium text-accent-text hover:underline">
          Ask for another code
        </Link>
      </p>
    </>
  );
}

function ResetForm({ email }: { email: string }) {
  const reset = useResetPassword();
  const form = useForm({
    initial: { email, code: '', password: '' },
    check: (values) =>
      collectMessages({
        email: checkEmail(values.email),
        code: /^\d{6}$/.test(values.code) ? undefined : 'Enter all six digits of the code.',
        password: checkNewPassword(values.password),
      }),
    error: reset.error,
    pending: reset.isPending,
    onSubmit: (values) => reset.mutate(values),
  });
  const { onValue, ...code } = form.field('code');
  return (
    <form noValidate onSubmit={form.submit} className="space-y-5">
      {form.message && <Callout tone="danger" title={form.message} />}
      {email === '' ? (
        <TextField label="Email" type="email" autoComplete="username" inputMode="email" {...form.field('email')} />
      ) : (
        // For password managers: the account to which the new password belongs.
        <input type="email" name="email" autoComplete="username" value={email} readOnly hidden />
      )}
      <TextField
        label="Code"
        inputMode="numeric"
        autoComplete="one-time-code"
        autoFocus
        placeholder="000000"
        className="h-14 text-center font-mono text-2xl tracking-[0.4em] max-sm:text-2xl max-sm:tracking-[0.4em] pointer-coarse:h-14"
        {...code}
        onValue={(value) => onValue(value.replace(/\D/g, '').slice(0, 6))}
      />
      <NewPasswordField label="New password" {...form.field('password')} />
      <Button type="submit" tone="primary" size="lg" className="w-full" pending={reset.isPending}>
        Save and sign in
      </Button>
    </form>
  );
}
