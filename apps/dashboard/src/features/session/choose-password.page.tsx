import { collectMessages, useForm } from '../../shared/lib/form';
import { Button } from '../../shared/ui/button';
import { Callout } from '../../shared/ui/callout';
import { usePageTitle } from '../../shared/ui/page-header';
import { AuthHeading } from './auth.layout';
import { checkNewPassword, NewPasswordField } from './new-password-field';
import { useChoosePassword } from './password.queries';
import { type Me, useSignOut } from './session.queries';

/**
 * For somebody who proved their address in another browser than the one in which the account was begun: what was chosen there is not kept, since
 * anybody may have chosen it.
 */
export function ChoosePasswordPage({ me }: { me: Me }) {
  usePageTitle('Choose a password');
  const choose = useChoosePassword();
  const signOut = useSignOut();
  const form = useForm({
    initial: { password: '' },
    check: ({ password }) => collectMessages({ password: checkNewPassword(password) }),
    error: choose.error,
    pending: choose.isPending,
    onSubmit: (values) => choose.mutate(values),
  });
  return (
    <>
      <AuthHeading title="Choose a password">
        <strong className="font-medium wrap-anywhere text-ink">{me.email}</strong> is yours. For your safety we did not keep a
        password that was chosen in another browser, so choose one here.
      </AuthHeading>
      <form noValidate onSubmit={form.submit} className="space-y-5">
        {form.message && <Callout tone="danger" title={form.message} />}
        <input type="email" name="email" autoComplete="username" value={me.email} readOnly hidden />
        <NewPasswordField label="Password" autoFocus {...form.field('password')} />
        <Button type="submit" tone="primary" size="lg" className="w-full" pending={choose.isPending}>
          Save password
        </Button>
      </form>
      <p className="mt-8 text-center text-ink-soft">
        Not you?{' '}
        <button
          type="button"
          disabled={signOut.isPending}
          onClick={() => signOut.mutate()}
          className="rounded-sm font-medium text-accent-text hover:underline"
        >
          Sign out
        </button>
      </p>
    </>
  );
}
