import { useState } from 'react';
import { Button } from '../../../shared/ui/button';
import { Callout } from '../../../shared/ui/callout';
import { Card, CardBody, CardFooter, CardHeader } from '../../../shared/ui/card';
import { SwitchField } from '../../../shared/ui/switch';
import { useToast } from '../../../shared/ui/toast';
import { useUpdateGpt, type Gpt, type LoginMethod } from '../gpt.queries';
import { signInMethods } from './sign-in-methods';

/** How people may sign in to this GPT. The last method cannot be switched off: nobody could come in. */
export function SignInMethodsCard({ gpt, mayChange }: { gpt: Gpt; mayChange: boolean }) {
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

  function save(): void {
    const login_methods = signInMethods.map(({ method }) => method).filter((method) => chosen.has(method));
    update.mutate({ login_methods }, { onSuccess: () => toast.success('Ways of signing in saved.') });
  }

  return (
    <Card aria-labelledby="sign-in-methods">
      <CardHeader
        id="sign-in-methods"
        title="Ways of signing in"
        description="What people are offered when ChatGPT sends them to sign in. One address is one person, whichever way they come."
      />
      <CardBody className="space-y-5">
        {update.error && <Callout tone="danger" title={update.error.message} />}
        {signInMethods.map(({ method, label, hint }) => (
          <SwitchField
            key={method}
            label={label}
            hint={hint}
            checked={chosen.has(method)}
            disabled={!mayChange || (chosen.has(method) && chosen.size === 1)}
            onChecked={(on) => toggle(method, on)}
          />
        ))}
      </CardBody>
      {mayChange && (
        <CardFooter hint="At least one stays on.">
          <Button tone="primary" disabled={!dirty} pending={update.isPending} onClick={save}>
            Save
          </Button>
        </CardFooter>
      )}
    </Card>
  );
}
