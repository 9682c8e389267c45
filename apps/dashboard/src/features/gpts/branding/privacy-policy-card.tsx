import { ExternalLink } from 'lucide-react';
import { checkEmail, collectMessages, useForm } from '../../../shared/lib/form';
import { Button } from '../../../shared/ui/button';
import { Callout } from '../../../shared/ui/callout';
import { Card, CardBody, CardFooter, CardHeader } from '../../../shared/ui/card';
import { CopyField } from '../../../shared/ui/copy-field';
import { TextField } from '../../../shared/ui/field';
import { ErrorState, SkeletonRows } from '../../../shared/ui/states';
import { TextAreaField } from '../../../shared/ui/text-area';
import { useToast } from '../../../shared/ui/toast';
import { useCurrentWorkspace } from '../../workspaces/current-workspace';
import { usePrivacyPolicy, useSetPrivacyPolicy, type PrivacyPolicy } from './branding.queries';

const QUESTIONS = [
  { name: 'collected', label: 'What is collected', hint: 'For example: the meals that people tell the GPT, and their weight.' },
  { name: 'purposes', label: 'What it is used for', hint: 'For example: to answer, and to draw the weekly chart.' },
  { name: 'retention', label: 'How long it is kept', hint: 'For example: until people erase it, at most two years.' },
  { name: 'recipients', label: 'Who else receives it', hint: 'For example: the company that hosts the server.' },
] as const;

/** The privacy policy that we host, made of a few answers. */
export function PrivacyPolicyCard({ gptId, hosted }: { gptId: string; hosted: boolean }) {
  const policy = usePrivacyPolicy(gptId);
  return (
    <Card aria-labelledby="privacy-policy">
      <CardHeader
        id="privacy-policy"
        title="Hosted privacy policy"
        description="A public GPT with actions needs one. Ours is there already, in eight languages, and says what Gatehouse keeps; your answers make it yours. It is no legal advice."
        action={
          policy.data && (
            <Button asChild size="sm">
              <a href={policy.data.url} target="_blank" rel="noreferrer">
                Open the page
                <ExternalLink aria-hidden="true" />
              </a>
            </Button>
          )
        }
      />
      {policy.isPending && <SkeletonRows rows={3} label="Loading the privacy policy" />}
      {policy.isError && !policy.data && <ErrorState error={policy.error} onRetry={() => void policy.refetch()} />}
      {policy.data && <PolicyForm key={policy.data.updated_at} gptId={gptId} policy={policy.data} hosted={hosted} />}
    </Card>
  );
}

function PolicyForm({ gptId, policy, hosted }: { gptId: string; policy: PrivacyPolicy; hosted: boolean }) {
  const { name: workspaceName } = useCurrentWorkspace();
  const save = useSetPrivacyPolicy(gptId);
  const toast = useToast();
  const form = useForm({
    initial: {
      responsible: policy.responsible ?? '',
      contact_email: policy.contact_email ?? '',
      collected: policy.collected ?? '',
      purposes: policy.purposes ?? '',
      retention: policy.retention ?? '',
      recipients: policy.recipients ?? '',
    },
    check: ({ contact_email }) =>
      collectMessages({ contact_email: contact_email.trim() === '' ? undefined : checkEmail(contact_email) }),
    error: save.error,
    pending: save.isPending,
    onSubmit: (texts) =>
      save.mutate(Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, text.trim() || null])), {
        onSuccess: () => toast.success('Privacy policy saved.'),
      }),
  });
  return (
    <form noValidate onSubmit={form.submit}>
      <CardBody className="space-y-5">
        {form.message && <Callout tone="danger" title={form.message} />}
        {!hosted && <Callout title="Your pages link to your own privacy policy instead (see above)." />}
        <CopyField label="Its address" value={policy.url} />
        <div className="grid items-start gap-5 sm:grid-cols-2">
          <TextField
            label="Who is responsible"
            hint="A person or a company, with the postal address where the law asks for it."
            placeholder={workspaceName}
            autoComplete="off"
            maxLength={200}
            {...form.field('responsible')}
          />
          <TextField label="Contact address" type="email" inputMode="email" maxLength={254} {...form.field('contact_email')} />
        </div>
        {QUESTIONS.map(({ name, label, hint }) => (
          <TextAreaField key={name} label={label} hint={hint} maxLength={4_000} {...form.field(name)} />
        ))}
      </CardBody>
      <CardFooter hint="Where you leave a field empty, a general sentence stands.">
        <Button type="submit" tone="primary" pending={save.isPending} disabled={!form.dirty}>
          Save
        </Button>
      </CardFooter>
    </form>
  );
}
