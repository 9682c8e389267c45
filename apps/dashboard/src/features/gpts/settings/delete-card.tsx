import { useState } from 'react';
import { useNavigate } from 'react-router';
import { Button } from '../../../shared/ui/button';
import { Card, CardBody, CardHeader } from '../../../shared/ui/card';
import { ConfirmDialog } from '../../../shared/ui/confirm-dialog';
import { useToast } from '../../../shared/ui/toast';
import { useCurrentWorkspace } from '../../workspaces/current-workspace';
import { useDeleteGpt, type Gpt } from '../gpt.queries';

export function DeleteCard({ gpt }: { gpt: Gpt }) {
  const { slug } = useCurrentWorkspace();
  const [asking, setAsking] = useState(false);
  const remove = useDeleteGpt(gpt.id);
  const navigate = useNavigate();
  const toast = useToast();

  function confirm(): void {
    remove.mutate(undefined, {
      onSuccess: () => {
        toast.success(`${gpt.name} was deleted.`);
        void navigate(`/w/${slug}/gpts`, { replace: true });
      },
    });
  }

  return (
    <Card aria-labelledby="delete-gpt" className="border-danger-line">
      <CardHeader id="delete-gpt" title="Delete this GPT" />
      <CardBody className="flex flex-wrap items-center justify-between gap-4">
        <p className="max-w-md text-pretty text-ink-soft">
          Its credentials stop working at once: nobody can sign in or call through it any more. This cannot be undone. While
          subscribers pay for it, it stays: cancel their subscriptions in Stripe first.
        </p>
        <Button tone="dangerOutline" onClick={() => setAsking(true)}>
          Delete GPT
        </Button>
      </CardBody>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title="Delete this GPT?"
        description="Everybody who signed in to it is signed out, and ChatGPT’s calls are refused from now on."
        confirmLabel="Delete GPT"
        typed={gpt.name}
        pending={remove.isPending}
        error={remove.error}
        onConfirm={confirm}
      />
    </Card>
  );
}
