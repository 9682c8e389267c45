import { Link, Navigate, useNavigate, useSearchParams } from 'react-router';
import { checkEmail, checkPresent, collectMessages, useForm } from '../../shared/lib/form';
import { buildVerifyPath, parseReturnPath } from '../../shared/lib/return-path';
import { Button } from '../../shared/ui/button';
import { Callout } from '../../shared/ui/callout';
import { TextField } from '../../shared/ui/field';
import { usePageTitle } from '../../shared/ui/page-header';
import { AuthHeading } from './auth.layout';
import { GoogleButton } from './google-button';
import { checkNewPassword, NewPasswordField } from './new-password-field';
import { useMe, useSignUp } from './session.queries';

export function SignUpPage() {
  usePageTitle('Create an account');
  const [params] = useSearchParams();
  const me = useMe();
  const returnTo = parseReturnPath(params.get('return_to'));
  if (me.data) return <Navigate to={returnTo} replace />;

  return (
    <>
      <AuthHeading title="Create your account">Five minutes from here to the first person signing in from ChatGPT.</AuthHeading>
      <GoogleButton returnTo={returnTo} />
      <SignUpForm />
      <p className="mt-8 text-center text-ink-soft">
        Already have an account?{' '}
        <Link to={`/sign-in?${params}`} className="rounded-sm font-medium text-accent-text hover:underline">
          Sign in
        </Link>
      </p>
    </>
  );
}

function SignUpForm() {
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const signUp = useSignUp();
  const form = useForm({
    initial: { name: '', email: '', password: '' },
    check: ({ name, email, password }) =>
      collectMessages({
        name: checkPresent(name, 'Enter your name.'),
        email: checkEmail(email),
        password: checkNewPassword(password),
      }),
    error: signUp.error,
    pending: signUp.isPending,
    onSubmit: (values) =>
      signUp.mutate(values, {
        onSuccess: () => void navigate(buildVerifyPath(values.email, params)),
      }),
  });

  return (
    <form noValidate onSubmit={form.submit} className="mt-6 space-y-5">
      {form.message && <Callout tone="danger" title={form.message} />}
      <TextField label="Name" autoComplete="name" {...form.field('name')} />
      <TextField label="Email" type="email" autoComplete="email" inputMode="email" {...form.field('email')} />
      <NewPasswordField label="Password" {...form.field('password')} />
      <Button type="submit" tone="primary" size="lg" className="w-full" pending={signUp.isPending}>
        Create account
      </Button>
    </form>
  );
}
