import { Download, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { Button } from '../../shared/ui/button';
import { Card, CardBody, CardHeader } from '../../shared/ui/card';
import { ConfirmDialog } from '../../shared/ui/confirm-dialog';
import { useToast } from '../../shared/ui/toast';
import { covers, useCurrentWorkspace } from '../workspaces/current-workspace';
import { useEraseSubscriber, type Subscriber } from './subscriber.queries';

/** What a person may ask a creator for: all that is held on them, or that nothing is any more. */
export function SubscriberDataCard({ subscriber }: { subscriber: Subscriber }) {
  const { slug, role } = useCurrentWorkspace();
  const [asking, setAsking] = useState(false);
  const erase = useEraseSubscriber();
  const navigate = useNavigate();
  const toast = useToast();
  const { id, email } = subscriber;
  if (!covers(role, 'admin')) return null;

  function confirm(): void {
    erase.mutate(id, {
      onSuccess: () => {
        toast.success('The subscriber is erased.');
        void navigate(`/w/${slug}/subscribers`, { replace: true });
      },
    });
  }

  return (
    <Card aria-labelledby="subscriber-data" className="mt-6">
      <CardHeader
        id="subscriber-data"
        title="Their data"
        description="People may take along or erase what is held on them. They can do both themselves on their account page; here you do it for somebody who asked you."
      />
      <CardBody className="flex flex-wrap gap-3">
        <Button asChild>
          <a href={`/api/v1/workspaces/${slug}/subscribers/${id}/export.json`} download>
            <Download aria-hidden="true" />
            Export as JSON
          </a>
        </Button>
        <Button tone="dangerOutline" onClick={() => setAsking(true)}>
          <Trash2 aria-hidden="true" />
          Erase
        </Button>
      </CardBody>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title="Erase this subscriber?"
        description="Their name, address, devices and grants are deleted, and their next call is refused. Their calls stay counted, as nobody’s. They may sign up again, as somebody new. This cannot be undone."
        confirmLabel="Erase for good"
        typed={email}
        pending={erase.isPending}
        error={erase.error}
        onConfirm={confirm}
      />
    </Card>
  );
}
