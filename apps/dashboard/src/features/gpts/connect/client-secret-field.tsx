import { RefreshCw } from 'lucide-react';
import { useState } from 'react';
import { formatExact } from '../../../shared/lib/format';
import { useNow } from '../../../shared/lib/now';
import { Button } from '../../../shared/ui/button';
import { Callout } from '../../../shared/ui/callout';
import { ConfirmDialog } from '../../../shared/ui/confirm-dialog';
import { CopyField } from '../../../shared/ui/copy-field';
import { useToast } from '../../../shared/ui/toast';
import { covers, useCurrentWorkspace } from '../../workspaces/current-workspace';
import { decideSecrets } from '../current-secret';
import { OVERLAP_HOURS, useRotateSecret, type Gpt } from '../gpt.queries';
import { useRevealedSecrets } from '../revealed-secrets';

/** The secret in full right after it was made, its last four characters ever after. */
export function ClientSecretField({ gpt }: { gpt: Gpt }) {
  const secrets = useRevealedSecrets();
  const revealed = secrets.find(gpt.id);
  const { current, retiring } = decideSecrets(gpt.secrets, useNow());

  return (
    <div className="space-y-3">
      {revealed === undefined ? (
        <CopyField label="Client Secret" value={current ? `••••${current.last4}` : ''} action={<RotateSecret gpt={gpt} />} />
      ) : (
        <>
          <CopyField label="Client Secret" value={revealed} className="border-accent bg-accent-soft" />
          <Callout tone="warning" title="Copy the secret now. It is shown this once.">
            Gatehouse keeps only a fingerprint of it. If it gets lost, make a new one with “Rotate secret”.{' '}
            <button
              type="button"
              onClick={() => secrets.hide(gpt.id)}
              className="rounded-sm font-medium text-ink underline underline-offset-2"
            >
              I copied it, hide it
            </button>
          </Callout>
        </>
      )}
      {retiring.map(({ id, last4, expires_at }) => (
        <p key={id} className="text-sm text-ink-soft">
          The secret before, ending in <code className="font-mono">{last4}</code>, works until{' '}
          <time dateTime={expires_at ?? undefined} className="font-medium text-ink">
            {expires_at && formatExact(expires_at)}
          </time>
          .
        </p>
      ))}
    </div>
  );
}

function RotateSecret({ gpt }: { gpt: Gpt }) {
  const { role } = useCurrentWorkspace();
  const [open, setOpen] = useState(false);
  const rotate = useRotateSecret(gpt.id);
  const secrets = useRevealedSecrets();
  const toast = useToast();
  if (!covers(role, 'developer')) return null;

  function confirm(): void {
    rotate.mutate(undefined, {
      onSuccess: ({ client_secret }) => {
        secrets.reveal(gpt.id, client_secret);
        setOpen(false);
        toast.success('New secret made. Paste it into the GPT editor.');
      },
    });
  }

  return (
    <>
      <Button size="sm" className="h-9 pointer-coarse:h-11" onClick={() => setOpen(true)}>
        <RefreshCw aria-hidden="true" />
        Rotate secret
      </Button>
      <ConfirmDialog
        open={open}
        onOpenChange={setOpen}
        title="Rotate the client secret?"
        description={`You get a new secret to paste into the GPT editor. The present one keeps working for ${OVERLAP_HOURS} hours, so that nobody is signed out meanwhile.`}
        confirmLabel="Make a new secret"
        tone="primary"
        pending={rotate.isPending}
        error={rotate.error}
        onConfirm={confirm}
      />
    </>
  );
}
