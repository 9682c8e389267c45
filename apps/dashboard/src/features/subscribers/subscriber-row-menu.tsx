import { Ban, Copy, Ellipsis, RotateCcw } from 'lucide-react';
import { useState } from 'react';
import { copyText } from '../../shared/lib/clipboard';
import { Button } from '../../shared/ui/button';
import { ConfirmDialog } from '../../shared/ui/confirm-dialog';
import { Menu, MenuContent, MenuItem, MenuSeparator, MenuTrigger } from '../../shared/ui/menu';
import { useToast } from '../../shared/ui/toast';
import { useSetBlocked, type Subscriber } from './subscriber.queries';

export function SubscriberRowMenu({ subscriber }: { subscriber: Subscriber }) {
  const { id, email, blocked } = subscriber;
  const [asking, setAsking] = useState(false);
  const setBlocked = useSetBlocked();
  const toast = useToast();

  function change(next: boolean): void {
    setAsking(false);
    setBlocked.mutate(
      { id, blocked: next },
      {
        onSuccess: () => toast.success(next ? `${email} is blocked.` : `${email} may sign in and call again.`),
        onError: (error) => toast.error(error.message),
      },
    );
  }

  async function copyEmail(): Promise<void> {
    if (await copyText(email)) toast.success('Email address copied.');
  }

  return (
    <>
      <Menu>
        <MenuTrigger asChild>
          <Button tone="quiet" size="icon" aria-label={`Actions for ${email}`}>
            <Ellipsis aria-hidden="true" />
          </Button>
        </MenuTrigger>
        <MenuContent align="end">
          <MenuItem onSelect={() => void copyEmail()}>
            <Copy aria-hidden="true" />
            Copy email
          </MenuItem>
          <MenuSeparator />
          {blocked ? (
            <MenuItem onSelect={() => change(false)}>
              <RotateCcw aria-hidden="true" />
              Unblock
            </MenuItem>
          ) : (
            <MenuItem tone="danger" onSelect={() => setAsking(true)}>
              <Ban aria-hidden="true" />
              Block
            </MenuItem>
          )}
        </MenuContent>
      </Menu>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title="Block this subscriber?"
        description={
          <>
            The next call of <strong className="font-medium break-all text-ink">{email}</strong> is refused, and they cannot sign
            in again until you unblock them. Their counts stay.
          </>
        }
        confirmLabel="Block"
        pending={setBlocked.isPending}
        onConfirm={() => change(true)}
      />
    </>
  );
}
