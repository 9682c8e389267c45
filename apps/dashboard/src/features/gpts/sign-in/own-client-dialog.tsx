import { checkPresent, collectMessages, useForm } from '../../../shared/lib/form';
import { Button } from '../../../shared/ui/button';
import { Callout } from '../../../shared/ui/callout';
import { CopyField } from '../../../shared/ui/copy-field';
import { Dialog, DialogActions } from '../../../shared/ui/dialog';
import { TextField } from '../../../shared/ui/field';
import { PasswordField } from '../../../shared/ui/password-field';
import { useToast } from '../../../shared/ui/toast';
import { useSetIdentityClient, type GptIdentityProvider } from './identity-provider.queries';
import { PROVIDER_WORDS } from './provider-words';

interface OwnClientDialogProps {
  gptId: string;
  provider: GptIdentityProvider;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** First what to register with the provider, then what the provider gives in return. */
export function OwnClientDialog({ gptId, provider, open, onOpenChange }: OwnClientDialogProps) {
  const { name, console } = PROVIDER_WORDS[provider.provider];
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={`Your own ${name} client`}
      description={
        <>
          Create a web client in the{' '}
          <a href={console.href} target="_blank" rel="noreferrer" className="text-accent underline">
            {console.label}
          </a>{' '}
          with the redirect URI below, then enter what {name} gives you.
        </>
      }
    >
      <OwnClientForm gptId={gptId} provider={provider} onDone={() => onOpenChange(false)} />
    </Dialog>
  );
}

function OwnClientForm({ gptId, provider, onDone }: { gptId: string; provider: GptIdentityProvider; onDone: () => void }) {
  const { name, wrongId } = PROVIDER_WORDS[provider.provider];
  const set = useSetIdentityClient(gptId, provider.provider);
  const toast = useToast();
  const form = useForm({
    initial: { client_id: provider.client?.client_id ?? '', client_secret: '' },
    check: ({ client_id: id, client_secret: secret }) =>
      collectMessages({
        client_id: checkPresent(id, `Enter the client ID from ${name}.`),
        client_secret: checkPresent(secret, `Enter the client secret from ${name}.`),
      }),
    error: set.error,
    pending: set.isPending,
    onSubmit: (values) =>
      set.mutate(values, {
        onSuccess: () => {
          toast.success(`People now sign in with your ${name} client.`);
          onDone();
        },
      }),
  });
  return (
    <form noValidate onSubmit={form.submit}>
      <div className="space-y-5">
        {form.message && <Callout tone="danger" title={form.message} />}
        <CopyField
          label="Redirect URI"
          value={provider.redirect_uri}
          hint={`Register it at ${name} exactly as it stands here.`}
        />
        <TextField label="Client ID" autoComplete="off" spellCheck={false} mono {...form.field('client_id')} />
        <PasswordField
          label="Client secret"
          autoComplete="off"
          hint="Kept encrypted. Only its last four characters are shown later."
          {...form.field('client_secret')}
        />
        <p className="text-sm text-pretty text-ink-soft">
          Try it afterwards. If {name} itself shows {wrongId}, the client ID or the redirect URI is wrong there; a wrong secret is
          explained on our own page.
        </p>
      </div>
      <DialogActions>
        <Button onClick={onDone}>Cancel</Button>
        <Button type="submit" tone="primary" pending={set.isPending}>
          Use this client
        </Button>
      </DialogActions>
    </form>
  );
}
