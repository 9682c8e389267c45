import { checkPresent, collectMessages, useForm } from '../../../shared/lib/form';
import { Button } from '../../../shared/ui/button';
import { Callout } from '../../../shared/ui/callout';
import { Dialog, DialogActions } from '../../../shared/ui/dialog';
import { TextField } from '../../../shared/ui/field';
import { OVERLAP_HOURS } from '../gpt.queries';
import { ApiKeyForm } from './api-key-form';
import { useCreateServiceKey, useRotateServiceKey, type ServiceKey } from './service-key.queries';

interface DialogProps {
  gptId: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

export function CreateServiceKeyDialog({ gptId, open, onOpenChange }: DialogProps) {
  const create = useCreateServiceKey(gptId);

  function setOpen(next: boolean): void {
    // The key leaves the page's memory with the dialog.
    if (!next) create.reset();
    onOpenChange(next);
  }

  if (create.data) return <RevealedKey open={open} value={create.data.key} onDone={() => setOpen(false)} />;
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title="New service key"
      description="ChatGPT sends it with every call of this GPT."
    >
      <CreateForm create={create} onCancel={() => setOpen(false)} />
    </Dialog>
  );
}

function CreateForm({ create, onCancel }: { create: ReturnType<typeof useCreateServiceKey>; onCancel: () => void }) {
  const form = useForm({
    initial: { name: '' },
    check: ({ name }) => collectMessages({ name: checkPresent(name, 'Name the key, so that you know later where it is used.') }),
    error: create.error,
    pending: create.isPending,
    onSubmit: ({ name }) => create.mutate({ name: name.trim() }),
  });
  return (
    <form noValidate onSubmit={form.submit}>
      <div className="space-y-5">
        {form.message && <Callout tone="danger" title={form.message} />}
        <TextField label="Name" placeholder="GPT editor" autoComplete="off" maxLength={100} {...form.field('name')} />
      </div>
      <DialogActions>
        <Button onClick={onCancel}>Cancel</Button>
        <Button type="submit" tone="primary" pending={create.isPending}>
          Create key
        </Button>
      </DialogActions>
    </form>
  );
}

export function RotateServiceKeyDialog({ gptId, serviceKey, open, onOpenChange }: DialogProps & { serviceKey: ServiceKey }) {
  const rotate = useRotateServiceKey(gptId);

  function setOpen(next: boolean): void {
    if (!next) rotate.reset();
    onOpenChange(next);
  }

  if (rotate.data) return <RevealedKey open={open} value={rotate.data.key} onDone={() => setOpen(false)} />;
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title={`Rotate “${serviceKey.name}”?`}
      description={`You get a new key to paste into the GPT editor. The present one keeps working for ${OVERLAP_HOURS} hours.`}
    >
      {rotate.error && <Callout tone="danger" title={rotate.error.message} />}
      <DialogActions>
        <Button onClick={() => setOpen(false)}>Cancel</Button>
        <Button tone="primary" pending={rotate.isPending} onClick={() => rotate.mutate(serviceKey.id)}>
          Make a new key
        </Button>
      </DialogActions>
    </Dialog>
  );
}

function RevealedKey({ open, value, onDone }: { open: boolean; value: string; onDone: () => void }) {
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => !next && onDone()}
      title="Copy your new key"
      description="It is shown this once. Fill in the GPT editor's form as below."
    >
      <ApiKeyForm value={value} />
      <DialogActions>
        <Button tone="primary" onClick={onDone}>
          Done
        </Button>
      </DialogActions>
    </Dialog>
  );
}
