import { ApiError } from '@gatehouse/api-client';
import { collectMessages, useForm } from '../../shared/lib/form';
import { Button } from '../../shared/ui/button';
import { Callout } from '../../shared/ui/callout';
import { Card, CardBody, CardFooter, CardHeader } from '../../shared/ui/card';
import { PasswordField } from '../../shared/ui/password-field';
import { useToast } from '../../shared/ui/toast';
import { checkNewPassword, NewPasswordField } from '../session/new-password-field';
import { useChangePassword } from '../session/password.queries';
import { useMe } from '../session/session.queries';

/** The member's own password, for all their workspaces. */
export function ChangePasswordCard() {
  const email = useMe().data?.email;
  const change = useChangePassword();
  const toast = useToast();
  const isWrong = change.error instanceof ApiError && change.error.code === 'invalid_credentials';
  const form = useForm({
    initial: { current_password: '', password: '' },
    check: ({ password }) => collectMessages({ password: checkNewPassword(password) }),
    error: change.error,
    pending: change.isPending,
    onSubmit: ({ current_password, password }) =>
      change.mutate(
        { password, ...(current_password === '' ? {} : { current_password }) },
        {
          onSuccess: () => {
            form.reset();
            toast.success('Password changed. Your other browsers are signed out.');
          },
        },
      ),
  });
  const { error, ...current } = form.field('current_password');
  return (
    <Card aria-labelledby="change-password">
      <CardHeader
        id="change-password"
        title="Change password"
        description="Signs you out in every other browser, and we tell you by mail."
      />
      <form noValidate onSubmit={form.submit}>
        <CardBody className="space-y-5">
          {form.message && !isWrong && <Callout tone="danger" title={form.message} />}
          <input type="email" name="email" autoComplete="username" value={email ?? ''} readOnly hidden />
          <div className="grid items-start gap-5 sm:grid-cols-2">
            <PasswordField
              label="Current password"
              autoComplete="current-password"
              hint="Leave it empty if you have none yet."
              error={isWrong ? 'This is not your current password.' : error}
              {...current}
            />
            <NewPasswordField label="New password" {...form.field('password')} />
          </div>
        </CardBody>
        <CardFooter hint="Forgot it? Sign out and have a code mailed to you.">
          <Button type="submit" tone="primary" disabled={!form.dirty} pending={change.isPending}>
            Change password
          </Button>
        </CardFooter>
      </form>
    </Card>
  );
}
