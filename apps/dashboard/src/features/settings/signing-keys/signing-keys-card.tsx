import { FileKey2 } from 'lucide-react';
import { useState } from 'react';
import { Badge } from '../../../shared/ui/badge';
import { Button } from '../../../shared/ui/button';
import { Card, CardFooter, CardHeader } from '../../../shared/ui/card';
import { ConfirmDialog } from '../../../shared/ui/confirm-dialog';
import { RelativeTime } from '../../../shared/ui/relative-time';
import { EmptyState, ErrorState, SkeletonRows } from '../../../shared/ui/states';
import { SwitchField } from '../../../shared/ui/switch';
import { useToast } from '../../../shared/ui/toast';
import { covers, useCurrentWorkspace } from '../../workspaces/current-workspace';
import { useRotateSigningKeys, useSigningKeys, type SigningKey } from './signing-key.queries';

const STATES = {
  next: { label: 'Next', tone: 'neutral' },
  current: { label: 'Signing', tone: 'accent' },
  previous: { label: 'Still verifies', tone: 'neutral' },
  retired: { label: 'Retired', tone: 'neutral' },
} as const;

/** The keys that sign ID tokens. They replace themselves; this is for the day on which that is not soon enough. */
export function SigningKeysCard() {
  const { slug, role } = useCurrentWorkspace();
  const keys = useSigningKeys(slug);
  const shown = keys.data?.data.filter(({ state }) => state !== 'retired');
  return (
    <Card aria-labelledby="signing-keys">
      <CardHeader
        id="signing-keys"
        title="Signing keys"
        description="They sign ID tokens. Every month the next one takes over by itself, and nobody notices."
      />
      <div className="mt-4 border-t border-line">
        {keys.isPending && <SkeletonRows rows={2} label="Loading signing keys" />}
        {keys.isError && !keys.data && <ErrorState error={keys.error} onRetry={() => void keys.refetch()} />}
        {shown?.length === 0 && (
          <EmptyState icon={FileKey2} title="No keys yet" className="py-8">
            They are made when the first ID token is signed.
          </EmptyState>
        )}
        <ul className="divide-y divide-line">
          {shown?.map((key) => (
            <KeyRow key={key.id} signingKey={key} />
          ))}
        </ul>
      </div>
      {covers(role, 'admin') && shown && shown.length > 0 && <RotateNow />}
    </Card>
  );
}

function KeyRow({ signingKey: { id, algorithm, state, created_at, activated_at } }: { signingKey: SigningKey }) {
  return (
    <li className="flex items-center gap-3 px-5 py-3 sm:px-6">
      <div className="min-w-0 flex-1">
        <p className="truncate font-mono text-sm" title={id}>
          {id}
        </p>
        <p className="text-sm text-ink-soft">
          {algorithm} · {activated_at ? 'signing since ' : 'announced '}
          <RelativeTime at={activated_at ?? created_at} />
        </p>
      </div>
      <Badge tone={STATES[state].tone}>{STATES[state].label}</Badge>
    </li>
  );
}

function RotateNow() {
  const { slug } = useCurrentWorkspace();
  const [asking, setAsking] = useState(false);
  const [compromised, setCompromised] = useState(false);
  const rotate = useRotateSigningKeys(slug);
  const toast = useToast();
  return (
    <CardFooter hint="Only needed in an emergency.">
      <Button onClick={() => setAsking(true)}>Rotate now</Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={(open) => (setAsking(open), setCompromised(false), rotate.reset())}
        tone={compromised ? 'danger' : 'primary'}
        title="Replace the signing keys now?"
        description={
          <>
            <span className="mb-4 block">
              The announced keys sign from now on. What the former ones signed goes on verifying for two days.
            </span>
            <SwitchField
              label="Somebody else may have the keys"
              hint="Then all of them go at once, the announced ones too. Programs that keep a copy of the key set refuse new ID tokens until they look again, an hour at most."
              checked={compromised}
              onChecked={setCompromised}
            />
          </>
        }
        confirmLabel={compromised ? 'Discard all keys' : 'Rotate now'}
        pending={rotate.isPending}
        error={rotate.error}
        onConfirm={() =>
          rotate.mutate(compromised, { onSuccess: () => (setAsking(false), toast.success('The signing keys were replaced.')) })
        }
      />
    </CardFooter>
  );
}
