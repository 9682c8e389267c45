import { useState } from 'react';
import { Button } from '../../../shared/ui/button';
import { Callout } from '../../../shared/ui/callout';
import { Card, CardBody, CardFooter, CardHeader } from '../../../shared/ui/card';
import { SwitchField } from '../../../shared/ui/switch';
import { useToast } from '../../../shared/ui/toast';
import { useUpdateGpt, type Gpt, type LoginMethod } from '../gpt.queries';

const methods: readonly { method: LoginMethod; label: string; hint: string }[] = [
  { method: 'google', label: 'Google', hint: 'One press for everybody who has a Google account.' },
  { method: 'email_code', label: 'Emailed code', hint: 'Six digits to any address. Nothing to install or remember.' },
];

/** How people may sign in to this GPT. The last method cannot be switched off: nobody could come in. */
export function SignInMethodsCard({ gpt }: { gpt: Gpt }) {
  const update = useUpdateGpt(gpt.id);
  const toast = useToast();
  const [chosen, setChosen] = useState<ReadonlySet<LoginMethod>>(new Set(gpt.login_methods));
  const dirty = chosen.size !== gpt.login_methods.length || gpt.login_methods.some((method) => !chosen.has(method));

  function toggle(method: LoginMethod, on: boolean): void {
    const next = new Set(chosen);
    if (on) next.add(method);
    else next.delete(method);
    setChosen(next);
  }

  return (
    <Card aria-labelledby="sign-in-methods">
      <CardHeader
        id="sign-in-methods"
        title="Sign-in methods"
        description="What people are offered when ChatGPT sends them to sign in."
      />
      <CardBody className="space-y-5">
        {update.error && <Callout tone="danger" title={update.error.message} />}
        {methods.map(({ method, label, hint }) => (
          <SwitchField
            key={method}
            label={label}
            hint={hint}
            checked={chosen.has(method)}
            disabled={chosen.has(method) && chosen.size === 1}
            onChecked={(on) => toggle(method, on)}
          />
        ))}
      </CardBody>
      <CardFooter hint="At least one stays on.">
        <Button
          tone="primary"
          disabled={!dirty}
          pending={update.isPending}
          onClick={() =>
            update.mutate({ login_methods: [...chosen] }, { onSuccess: () => toast.success('Sign-in methods saved.') })
          }
        >
          Save
        </Button>
      </CardFooter>
    </Card>
  );
}
