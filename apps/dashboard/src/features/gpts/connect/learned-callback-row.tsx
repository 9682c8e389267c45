import { useState } from 'react';
import { Button } from '../../../shared/ui/button';
import { ConfirmDialog } from '../../../shared/ui/confirm-dialog';
import { RelativeTime } from '../../../shared/ui/relative-time';
import { useToast } from '../../../shared/ui/toast';
import { useApproveCallback, useDismissCallback, type LearnedCallback } from './callback-learning.queries';

/** A callback URL that a member's test brought. Shown whole: it is to be compared with what the GPT editor shows. */
export function LearnedCallbackRow({
  gptId,
  callback,
  mayDecide,
}: {
  gptId: string;
  callback: LearnedCallback;
  mayDecide: boolean;
}) {
  const [asking, setAsking] = useState(false);
  const approve = useApproveCallback(gptId);
  const dismiss = useDismissCallback(gptId);
  const toast = useToast();
  return (
    <li className="space-y-3 p-4">
      <div>
        <p className="font-mono text-sm break-all">{callback.url}</p>
        <p className="mt-1 text-xs text-ink-soft">
          Caught <RelativeTime at={callback.seen_at} /> in a test by {callback.tested_by}
        </p>
      </div>
      {mayDecide && (
        <div className="flex flex-wrap gap-2">
          <Button tone="primary" onClick={() => setAsking(true)}>
            Approve
          </Button>
          <Button
            pending={dismiss.isPending}
            onClick={() =>
              dismiss.mutate(callback.id, {
                onSuccess: () => toast.success('Dismissed.'),
                onError: (error) => toast.error(error.message),
              })
            }
          >
            Dismiss
          </Button>
        </div>
      )}
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title="Is this your GPT’s callback URL?"
        description={
          <span className="block space-y-3">
            <span className="block rounded-md border border-line bg-inset p-3 font-mono text-xs break-all text-ink">
              {callback.url}
            </span>
            <span className="block">
              In the GPT editor open your action and compare it with the <strong className="text-ink">Callback URL</strong> shown
              there, all of its characters after <span className="font-mono">g-</span>. People who sign in will be sent to it.
            </span>
            <span className="block">
              If you did not start this test yourself, or followed a link that somebody sent you, dismiss it.
            </span>
          </span>
        }
        confirmLabel="It is the same: approve"
        tone="primary"
        pending={approve.isPending}
        error={approve.error}
        onConfirm={() =>
          approve.mutate(callback.id, { onSuccess: () => toast.success('Callback URL registered. Sign in again in ChatGPT.') })
        }
      />
    </li>
  );
}
