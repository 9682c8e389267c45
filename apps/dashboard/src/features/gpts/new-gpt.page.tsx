import { useNavigate } from 'react-router';
import { checkPresent, collectMessages, useForm } from '../../shared/lib/form';
import { BackLink } from '../../shared/ui/back-link';
import { Button } from '../../shared/ui/button';
import { Callout } from '../../shared/ui/callout';
import { Card, CardBody, CardFooter } from '../../shared/ui/card';
import { TextField } from '../../shared/ui/field';
import { PageHeader } from '../../shared/ui/page-header';
import { useCurrentWorkspace } from '../workspaces/current-workspace';
import { checkBaseUrl } from './base-url';
import { useCreateGpt } from './gpt.queries';
import { useRevealedSecrets } from './revealed-secrets';

export function NewGptPage() {
  const { slug } = useCurrentWorkspace();
  return (
    <div className="mx-auto max-w-xl">
      <BackLink to={`/w/${slug}/gpts`}>GPTs</BackLink>
      <PageHeader title="New GPT" description="A name is enough. Everything else can be changed later." />
      <NewGptForm />
    </div>
  );
}

function NewGptForm() {
  const { slug } = useCurrentWorkspace();
  const navigate = useNavigate();
  const create = useCreateGpt();
  const secrets = useRevealedSecrets();
  const form = useForm({
    initial: { name: '', 'api.base_url': '' },
    check: (values) =>
      collectMessages({ name: checkPresent(values.name, 'Enter a name.'), 'api.base_url': checkBaseUrl(values['api.base_url']) }),
    error: create.error,
    pending: create.isPending,
    onSubmit: ({ name, 'api.base_url': baseUrl }) =>
      create.mutate(
        { name: name.trim(), ...(baseUrl.trim() ? { api: { base_url: baseUrl.trim() } } : {}) },
        {
          onSuccess: (gpt) => {
            secrets.reveal(gpt.id, gpt.client_secret);
            void navigate(`/w/${slug}/gpts/${gpt.id}`, { replace: true });
          },
        },
      ),
  });

  return (
    <Card>
      <form noValidate onSubmit={form.submit}>
        <CardBody className="space-y-6">
          {form.message && <Callout tone="danger" title={form.message} />}
          <TextField
            label="Name"
            hint="As people know it in ChatGPT. It is shown when they sign in."
            placeholder="Recipe Coach"
            autoFocus
            autoComplete="off"
            maxLength={100}
            {...form.field('name')}
          />
          <TextField
            label="API base URL"
            aside={<span className="text-sm text-ink-faint">Optional</span>}
            hint="The address of the API behind your GPT’s actions. Used to warn you about settings that ChatGPT would refuse."
            placeholder="https://api.example.com"
            type="url"
            inputMode="url"
            autoComplete="url"
            {...form.field('api.base_url')}
          />
        </CardBody>
        <CardFooter hint="Next: the settings to paste into ChatGPT.">
          <Button type="submit" tone="primary" pending={create.isPending}>
            Create GPT
          </Button>
        </CardFooter>
      </form>
    </Card>
  );
}
