import { ApiError } from '@gatehouse/api-client';
import { useState } from 'react';
import { formatCount } from '../../../shared/lib/format';
import { Button } from '../../../shared/ui/button';
import { Callout } from '../../../shared/ui/callout';
import { Card, CardBody, CardFooter, CardHeader } from '../../../shared/ui/card';
import { TextAreaField } from '../../../shared/ui/text-area-field';
import { TextField } from '../../../shared/ui/field';
import { ErrorState, SkeletonRows } from '../../../shared/ui/states';
import { SwitchField } from '../../../shared/ui/switch';
import { useToast } from '../../../shared/ui/toast';
import { covers, useCurrentWorkspace } from '../../workspaces/current-workspace';
import { splitEntries } from './split-entries';
import { useAccessPolicy, usePutAccessPolicy, type AccessPolicy } from './access.queries';
import { PolicyChoice } from './policy-choice';

/** Who may use the GPT. */
export function AccessPolicyCard({ gptId }: { gptId: string }) {
  const policy = useAccessPolicy(gptId);
  return (
    <Card aria-labelledby="access-policy">
      <CardHeader
        id="access-policy"
        title="Who may use it"
        description="Judged after every sign-in. Whoever you invited or approved by name comes in under every choice."
      />
      {policy.isPending && <SkeletonRows rows={2} label="Loading who may use it" />}
      {policy.isError && !policy.data && <ErrorState error={policy.error} onRetry={() => void policy.refetch()} />}
      {policy.data && <PolicyForm key={stateOf(policy.data)} gptId={gptId} saved={policy.data} />}
    </Card>
  );
}

/** What the form starts from; when that changes elsewhere, it starts again. */
const stateOf = ({ policy, allowed_domains, gpt_url }: AccessPolicy): string =>
  JSON.stringify([policy, allowed_domains, gpt_url]);

function PolicyForm({ gptId, saved }: { gptId: string; saved: AccessPolicy }) {
  const { role } = useCurrentWorkspace();
  const put = usePutAccessPolicy(gptId);
  const toast = useToast();
  const [policy, setPolicy] = useState(saved.policy);
  const [domains, setDomains] = useState(saved.allowed_domains.join('\n'));
  const [gptUrl, setGptUrl] = useState(saved.gpt_url ?? '');
  const [alsoThoseIn, setAlsoThoseIn] = useState(false);
  const mayChange = covers(role, 'admin');
  const draft = { policy, allowed_domains: splitEntries(domains), gpt_url: gptUrl.trim() || null };
  const dirty = stateOf({ ...saved, ...draft }) !== stateOf(saved);
  const errors = put.error instanceof ApiError ? put.error.fields : {};
  const domainError = Object.entries(errors).find(([field]) => field.startsWith('allowed_domains'))?.[1];

  function save(): void {
    put.mutate(
      { ...draft, also_those_in: alsoThoseIn },
      {
        onSuccess: ({ ended }) =>
          toast.success(ended > 0 ? `Saved. The access of ${formatCount(ended, 'person', 'people')} has ended.` : 'Saved.'),
      },
    );
  }

  return (
    <>
      <CardBody className="space-y-5">
        {put.error && Object.keys(errors).length === 0 && <Callout tone="danger" title={put.error.message} />}
        <PolicyChoice value={policy} disabled={!mayChange} onValue={setPolicy} />
        {policy === 'domains' && (
          <TextAreaField
            label="Domains"
            hint="One a line, such as example.com. Sub-domains count only if you list them."
            error={domainError}
            value={domains}
            disabled={!mayChange}
            rows={3}
            onValue={setDomains}
          />
        )}
        {policy !== 'open' && (
          <TextField
            label="Link to the GPT"
            hint="Where ChatGPT opens it. Goes into the mails that invite and approve people."
            error={errors['gpt_url']}
            value={gptUrl}
            disabled={!mayChange}
            placeholder="https://chatgpt.com/g/…"
            type="url"
            onValue={setGptUrl}
          />
        )}
        {policy !== 'open' && dirty && saved.inside > 0 && (
          <SwitchField
            label="Also those who are in already"
            hint={`${formatCount(saved.inside, 'person has', 'people have')} allowed the GPT. Off: they stay in until they have to sign in again. On: whoever is not admitted is refused from their next call on.`}
            checked={alsoThoseIn}
            onChecked={setAlsoThoseIn}
          />
        )}
      </CardBody>
      {mayChange && (
        <CardFooter hint={saved.policy === 'open' ? undefined : `${formatCount(saved.inside, 'person', 'people')} in.`}>
          <Button tone="primary" disabled={!dirty} pending={put.isPending} onClick={save}>
            Save
          </Button>
        </CardFooter>
      )}
    </>
  );
}
