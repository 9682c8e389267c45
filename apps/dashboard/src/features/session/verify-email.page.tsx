import { useEffect, useState } from 'react';
import { Link, Navigate, useSearchParams } from 'react-router';
import { collectMessages, checkEmail, useForm } from '../../shared/lib/form';
import { buildSignUpPath, parseReturnPath } from '../../shared/lib/return-path';
import { Button } from '../../shared/ui/button';
import { Callout } from '../../shared/ui/callout';
import { TextField } from '../../shared/ui/field';
import { usePageTitle } from '../../shared/ui/page-header';
import { useToast } from '../../shared/ui/toast';
import { AuthHeading } from './auth.layout';
import { useMe, useResendCode, useVerifyEmail } from './session.queries';

const RESEND_PAUSE_SECONDS = 30;

/** Takes the six digits that were mailed. The mail's link only fills them in: opening it must change nothing, as mail scanners do. */
export function VerifyEmailPage() {
  usePageTitle('Verify your email');
  const [params] = useSearchParams();
  const me = useMe();
  const email = params.get('email') ?? '';
  if (me.data) return <Navigate to={parseReturnPath(params.get('return_to'))} replace />;

  return (
    <>
      <AuthHeading title="Check your inbox">
        {email ? (
          <>
            We sent a 6-digit code to <strong className="font-medium wrap-anywhere text-ink">{email}</strong>. It is valid for ten
            minutes.
          </>
        ) : (
          'Enter your address and the 6-digit code that we mailed to it.'
        )}
      </AuthHeading>
      <CodeForm email={email} code={(params.get('code') ?? '').replace(/\D/g, '').slice(0, 6)} />
      {email && <Resend email={email} />}
      <p className="mt-3 text-center text-ink-soft">
        Wrong address?{' '}
        <Link to={buildSignUpPath(params)} className="rounded-sm font-medium text-accent-text hover:underline">
          Start again
        </Link>
      </p>
    </>
  );
}

function CodeForm({ email, code }: { email: string; code: string }) {
  const verify = useVerifyEmail();
  const form = useForm({
    initial: { email, code },
    check: (values) =>
      collectMessages({
        email: checkEmail(values.email),
        code: /^\d{6}$/.test(values.code) ? undefined : 'Enter all six digits of the code.',
      }),
    error: verify.error,
    pending: verify.isPending,
    onSubmit: (values) => verify.mutate(values),
  });
  const { onValue, ...field } = form.field('code');

  return (
    <form noValidate onSubmit={form.submit} className="space-y-5">
      {form.message && <Callout tone="danger" title={form.message} />}
      {!email && <TextField label="Email" type="email" autoComplete="email" {...form.field('email')} />}
      <TextField
        label="Code"
        inputMode="numeric"
        autoComplete="one-time-code"
        autoFocus
        placeholder="000000"
        className="h-14 text-center font-mono text-2xl tracking-[0.4em] max-sm:text-2xl max-sm:tracking-[0.4em] pointer-coarse:h-14"
        {...field}
        onValue={(value) => onValue(value.replace(/\D/g, '').slice(0, 6))}
      />
      <Button type="submit" tone="primary" size="lg" className="w-full" pending={verify.isPending}>
        Verify email
      </Button>
    </form>
  );
}

function Resend({ email }: { email: string }) {
  const resend = useResendCode();
  const toast = useToast();
  const [waitSeconds, setWaitSeconds] = useState(0);

  useEffect(() => {
    if (waitSeconds === 0) return;
    const timer = setTimeout(() => setWaitSeconds(waitSeconds - 1), 1_000);
    return () => clearTimeout(timer);
  }, [waitSeconds]);

  function send(): void {
    resend.mutate(
      { email },
      {
        onSuccess: () => {
          toast.success('A new code is on its way.');
          setWaitSeconds(RESEND_PAUSE_SECONDS);
        },
        onError: (error) => toast.error(error.message),
      },
    );
  }

  return (
    <p className="mt-8 text-center text-ink-soft">
      Nothing arrived?{' '}
      <button
        type="button"
        disabled={waitSeconds > 0 || resend.isPending}
        onClick={send}
        className="rounded-sm font-medium text-accent-text tabular-nums hover:underline disabled:text-ink-faint disabled:no-underline"
      >
        {waitSeconds > 0 ? `Send again in ${waitSeconds} s` : 'Send a new code'}
      </button>
    </p>
  );
}
