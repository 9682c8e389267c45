import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { checkPresent, collectMessages, useForm } from '../../../shared/lib/form';
import { Button } from '../../../shared/ui/button';
import { Callout } from '../../../shared/ui/callout';
import { Card, CardBody, CardHeader } from '../../../shared/ui/card';
import { ConfirmDialog } from '../../../shared/ui/confirm-dialog';
import { TextField } from '../../../shared/ui/field';
import { RelativeTime } from '../../../shared/ui/relative-time';
import { useToast } from '../../../shared/ui/toast';
import { Tooltip } from '../../../shared/ui/tooltip';
import { covers, useCurrentWorkspace } from '../../workspaces/current-workspace';
import { useAddCallbackUrl, useRemoveCallbackUrl, type Gpt } from '../gpt.queries';

type CallbackUrl = Gpt['callback_urls'][number];

/** Where ChatGPT may be answered. One paste registers the address on both of ChatGPT's hosts. */
export function CallbackUrlsCard({ gpt }: { gpt: Gpt }) {
  const { role } = useCurrentWorkspace();
  return (
    <Card aria-labelledby="callback-urls">
      <CardHeader
        id="callback-urls"
        title="Paste the callback URL back"
        description="After you save the action, the GPT editor shows a Callback URL below it. Paste it here; its twin on ChatGPT’s other host is registered with it. Paste again whenever ChatGPT changes it."
      />
      <CardBody className="space-y-5">
        {covers(role, 'developer') && <AddCallbackUrl gpt={gpt} />}
        {gpt.callback_urls.length > 0 && (
          <ul aria-label="Registered callback URLs" className="divide-y divide-line rounded-md border border-line">
            {gpt.callback_urls.map((callback) => (
              <CallbackUrlRow key={callback.id} gptId={gpt.id} callback={callback} removable={covers(role, 'developer')} />
            ))}
          </ul>
        )}
      </CardBody>
    </Card>
  );
}

function AddCallbackUrl({ gpt }: { gpt: Gpt }) {
  const add = useAddCallbackUrl(gpt.id);
  const toast = useToast();
  const form = useForm({
    initial: { url: '' },
    check: ({ url }) => collectMessages({ url: checkPresent(url, 'Paste the callback URL from the GPT editor.') }),
    error: add.error,
    pending: add.isPending,
    onSubmit: ({ url }) =>
      add.mutate(
        { url: url.trim() },
        {
          onSuccess: ({ data }) => {
            form.reset();
            toast.success(data.length > 1 ? 'Callback URL registered on both hosts of ChatGPT.' : 'Callback URL registered.');
          },
        },
      ),
  });

  return (
    <form noValidate onSubmit={form.submit} className="space-y-4">
      {form.message && <Callout tone="danger" title={form.message} />}
      <TextField
        label="Callback URL"
        type="url"
        inputMode="url"
        mono
        placeholder="https://chatgpt.com/aip/g-…/oauth/callback"
        autoComplete="off"
        spellCheck={false}
        action={
          <Button type="submit" tone="primary" pending={add.isPending}>
            Add URL
          </Button>
        }
        {...form.field('url')}
      />
    </form>
  );
}

function CallbackUrlRow({ gptId, callback, removable }: { gptId: string; callback: CallbackUrl; removable: boolean }) {
  const [asking, setAsking] = useState(false);
  const remove = useRemoveCallbackUrl(gptId);
  const toast = useToast();
  return (
    <li className="flex min-h-13 items-center gap-3 py-2 pr-2 pl-4">
      <div className="min-w-0 flex-1">
        <p className="truncate font-mono text-sm" title={callback.url}>
          {callback.url}
        </p>
        <p className="text-xs text-ink-soft">
          Added <RelativeTime at={callback.created_at} />
        </p>
      </div>
      {removable && (
        <Tooltip text="Remove">
          <Button tone="quiet" size="icon" aria-label={`Remove ${callback.url}`} onClick={() => setAsking(true)}>
            <Trash2 aria-hidden="true" />
          </Button>
        </Tooltip>
      )}
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title="Remove this callback URL?"
        description={
          <>
            <span className="mb-2 block font-mono text-xs break-all text-ink">{callback.url}</span>
            Sign-ins that ChatGPT sends back to this address will fail.
          </>
        }
        confirmLabel="Remove URL"
        pending={remove.isPending}
        error={remove.error}
        onConfirm={() => remove.mutate(callback.id, { onSuccess: () => toast.success('Callback URL removed.') })}
      />
    </li>
  );
}
