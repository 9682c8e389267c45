import { checkPresent, collectMessages, useForm } from '../../../shared/lib/form';
import { Button } from '../../../shared/ui/button';
import { Callout } from '../../../shared/ui/callout';
import { Card, CardBody, CardFooter, CardHeader } from '../../../shared/ui/card';
import { TextField } from '../../../shared/ui/field';
import { useToast } from '../../../shared/ui/toast';
import { checkBaseUrl } from '../base-url';
import { useUpdateGpt, type Gpt } from '../gpt.queries';

export function GeneralCard({ gpt }: { gpt: Gpt }) {
  const update = useUpdateGpt(gpt.id);
  const toast = useToast();
  const form = useForm({
    initial: { name: gpt.name, 'api.base_url': gpt.api?.base_url ?? '' },
    check: (values) =>
      collectMessages({ name: checkPresent(values.name, 'Enter a name.'), 'api.base_url': checkBaseUrl(values['api.base_url']) }),
    error: update.error,
    pending: update.isPending,
    onSubmit: ({ name, 'api.base_url': baseUrl }) =>
      update.mutate(
        { name: name.trim(), api: baseUrl.trim() ? { base_url: baseUrl.trim() } : null },
        { onSuccess: () => toast.success('Saved.') },
      ),
  });

  return (
    <Card aria-labelledby="general">
      <form noValidate onSubmit={form.submit}>
        <CardHeader id="general" title="General" />
        <CardBody className="space-y-5">
          {form.message && <Callout tone="danger" title={form.message} />}
          <TextField
            label="Name"
            hint="Shown to people when they sign in."
            autoComplete="off"
            maxLength={100}
            {...form.field('name')}
          />
          <TextField
            label="API base URL"
            aside={<span className="text-sm text-ink-faint">Optional</span>}
            hint="The address of the API behind your GPT’s actions."
            placeholder="https://api.example.com"
            type="url"
            inputMode="url"
            {...form.field('api.base_url')}
          />
        </CardBody>
        <CardFooter>
          <Button type="submit" tone="primary" pending={update.isPending} disabled={!form.dirty}>
            Save
          </Button>
        </CardFooter>
      </form>
    </Card>
  );
}
