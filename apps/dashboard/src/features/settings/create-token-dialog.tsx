import { checkPresent, collectMessages, useForm } from '../../shared/lib/form';
import { Button } from '../../shared/ui/button';
import { Callout } from '../../shared/ui/callout';
import { CopyField } from '../../shared/ui/copy-field';
import { Dialog, DialogActions } from '../../shared/ui/dialog';
import { TextField } from '../../shared/ui/field';
import { SelectField } from '../../shared/ui/select';
import { covers, ROLES, useCurrentWorkspace } from '../workspaces/current-workspace';
import { useCreateToken } from './token.queries';

export function CreateTokenDialog({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const create = useCreateToken();

  function setOpen(next: boolean): void {
    // The token leaves the page's memory with the dialog.
    if (!next) create.reset();
    onOpenChange(next);
  }

  if (create.data) {
    return (
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title="Copy your new token"
        description="It is shown this once. Keep it where you keep passwords."
      >
        <CopyField label="API token" value={create.data.token} />
        <DialogActions>
          <Button tone="primary" onClick={() => setOpen(false)}>
            Done
          </Button>
        </DialogActions>
      </Dialog>
    );
  }
  return (
    <Dialog open={open} onOpenChange={setOpen} title="New API token" description="Give it the weakest role that does the job.">
      <CreateTokenForm create={create} onCancel={() => setOpen(false)} />
    </Dialog>
  );
}

function CreateTokenForm({ create, onCancel }: { create: ReturnType<typeof useCreateToken>; onCancel: () => void }) {
  const { slug, role: ownRole } = useCurrentWorkspace();
  // A token may have its owner's role at most.
  const allowed = ROLES.filter((role) => covers(ownRole, role));
  const form = useForm({
    initial: { name: '', role: allowed.at(-1) ?? 'viewer' },
    check: ({ name }) => collectMessages({ name: checkPresent(name, 'Name the token, so that you know later what it is for.') }),
    error: create.error,
    pending: create.isPending,
    onSubmit: ({ name, role }) => create.mutate({ name: name.trim(), role: role, workspace: slug }),
  });

  return (
    <form noValidate onSubmit={form.submit}>
      <div className="space-y-5">
        {form.message && <Callout tone="danger" title={form.message} />}
        <TextField label="Name" placeholder="Nightly export" autoComplete="off" maxLength={100} {...form.field('name')} />
        <SelectField
          label="Role"
          hint={explain(form.values.role)}
          value={form.values.role}
          onValue={(value) => form.set('role', value)}
          options={allowed.map((role) => ({ value: role, label: role.charAt(0).toUpperCase() + role.slice(1) }))}
        />
      </div>
      <DialogActions>
        <Button onClick={onCancel}>Cancel</Button>
        <Button type="submit" tone="primary" pending={create.isPending}>
          Create token
        </Button>
      </DialogActions>
    </form>
  );
}

function explain(role: string): string {
  if (role === 'viewer') return 'Reads everything, changes nothing.';
  if (role === 'developer') return 'Also registers and changes GPTs.';
  if (role === 'admin') return 'Also blocks and exports subscribers, and deletes GPTs.';
  return 'Everything that you can do.';
}
