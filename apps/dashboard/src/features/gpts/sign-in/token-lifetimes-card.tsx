import { ApiError } from '@gatehouse/api-client';
import { useState } from 'react';
import { Button } from '../../../shared/ui/button';
import { Callout } from '../../../shared/ui/callout';
import { Card, CardBody, CardFooter, CardHeader } from '../../../shared/ui/card';
import { SelectField } from '../../../shared/ui/select';
import { ErrorState, SkeletonRows } from '../../../shared/ui/states';
import { useToast } from '../../../shared/ui/toast';
import { LIFETIME_CHOICES, optionsFor } from './lifetime-choices';
import { useSetTokenLifetimes, useTokenLifetimes, type TokenLifetimes } from './token-lifetime.queries';

const FIELDS: readonly { readonly name: keyof TokenLifetimes; readonly label: string; readonly hint: string }[] = [
  {
    name: 'access_token_seconds',
    label: 'Access token',
    hint: 'ChatGPT gets a new one by itself when it ends. Revoking works at once, however long it is.',
  },
  {
    name: 'refresh_token_idle_seconds',
    label: 'Sign in again after not using the GPT for',
    hint: 'A refresh token that lies unused this long ends.',
  },
  {
    name: 'refresh_token_absolute_seconds',
    label: 'Sign in again at the latest after',
    hint: 'However often the GPT is used.',
  },
  { name: 'code_seconds', label: 'Authorization code', hint: 'Time for ChatGPT to redeem it after the sign-in.' },
];

/** How long people stay signed in to the GPT. */
export function TokenLifetimesCard({ gptId, mayChange }: { gptId: string; mayChange: boolean }) {
  const lifetimes = useTokenLifetimes(gptId);
  return (
    <Card aria-labelledby="token-lifetimes">
      <CardHeader
        id="token-lifetimes"
        title="How long sign-ins last"
        description="For sign-ins from now on. Who is signed in keeps the time that they were given."
      />
      {lifetimes.isPending && <SkeletonRows rows={3} label="Loading lifetimes" />}
      {lifetimes.isError && !lifetimes.data && <ErrorState error={lifetimes.error} onRetry={() => void lifetimes.refetch()} />}
      {lifetimes.data && <LifetimesForm gptId={gptId} saved={lifetimes.data} mayChange={mayChange} />}
    </Card>
  );
}

function LifetimesForm({ gptId, saved, mayChange }: { gptId: string; saved: TokenLifetimes; mayChange: boolean }) {
  const save = useSetTokenLifetimes(gptId);
  const toast = useToast();
  const [chosen, setChosen] = useState(saved);
  const dirty = FIELDS.some(({ name }) => chosen[name] !== saved[name]);
  return (
    <>
      <CardBody className="space-y-5">
        {save.error && <Callout tone="danger" title={faultOf(save.error)} />}
        <div className="grid gap-5 sm:grid-cols-2">
          {FIELDS.map(({ name, label, hint }) => (
            <SelectField
              key={name}
              label={label}
              hint={hint}
              value={String(chosen[name])}
              disabled={!mayChange}
              options={optionsFor(LIFETIME_CHOICES[name], saved[name])}
              onValue={(value) => setChosen({ ...chosen, [name]: Number(value) })}
            />
          ))}
        </div>
      </CardBody>
      {mayChange && (
        <CardFooter hint="In seconds, anything between is possible by the API.">
          <Button
            tone="primary"
            disabled={!dirty}
            pending={save.isPending}
            onClick={() => save.mutate(chosen, { onSuccess: () => toast.success('Lifetimes saved.') })}
          >
            Save
          </Button>
        </CardFooter>
      )}
    </>
  );
}

function faultOf(error: Error): string {
  const fields = error instanceof ApiError ? error.fields : {};
  const wrong = FIELDS.find(({ name }) => fields[name] !== undefined);
  return wrong === undefined ? error.message : `“${wrong.label}” ${fields[wrong.name]}.`;
}
