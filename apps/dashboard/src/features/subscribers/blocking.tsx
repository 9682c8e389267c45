import { useState } from 'react';
import { ConfirmDialog } from '../../shared/ui/confirm-dialog';
import { useToast } from '../../shared/ui/toast';
import { useSetBlocked, type Subscriber } from './subscriber.queries';

/** Blocking asks first, unblocking does not. The caller shows `dialog` and calls `block` or `unblock` from where it likes. */
export function useBlocking({ id, email }: Subscriber) {
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

  const dialog = (
    <ConfirmDialog
      open={asking}
      onOpenChange={setAsking}
      title="Block this subscriber?"
      description={
        <>
          The next call of <strong className="font-medium break-all text-ink">{email}</strong> is refused, and they cannot sign in
          again until you unblock them. Their counts stay.
        </>
      }
      confirmLabel="Block"
      pending={setBlocked.isPending}
      onConfirm={() => change(true)}
    />
  );
  return { dialog, pending: setBlocked.isPending, block: () => setAsking(true), unblock: () => change(false) };
}
