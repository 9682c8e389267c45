import { RefreshCw, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Badge } from '../../../shared/ui/badge';
import { Button } from '../../../shared/ui/button';
import { Callout } from '../../../shared/ui/callout';
import { ConfirmDialog } from '../../../shared/ui/confirm-dialog';
import { CopyField } from '../../../shared/ui/copy-field';
import { RelativeTime } from '../../../shared/ui/relative-time';
import { useToast } from '../../../shared/ui/toast';
import { useCurrentWorkspace } from '../../workspaces/current-workspace';
import { useCheckDomain, useChooseIssuer, useRemoveDomain, type Domain } from './domain.queries';

const STATES = {
  pending: { label: 'Waiting for DNS', tone: 'neutral' },
  verified: { label: 'Verified', tone: 'accent' },
  failing: { label: 'Record missing', tone: 'warning' },
} as const satisfies Record<Domain['state'], { label: string; tone: 'neutral' | 'accent' | 'warning' }>;

/** One domain: how far it is, what is to be done, and whether the settings of GPTs show it. */
export function DomainRow({ domain, mayChange }: { domain: Domain; mayChange: boolean }) {
  const { slug } = useCurrentWorkspace();
  const check = useCheckDomain(slug);
  const { label, tone } = STATES[domain.state];
  return (
    <li className="space-y-4 px-5 py-4 sm:px-6">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <p className="min-w-0 flex-1 basis-40 font-medium break-all">{domain.domain}</p>
        <Badge tone={tone}>{label}</Badge>
        {domain.is_issuer && <Badge tone="accent">In use</Badge>}
        {mayChange && (
          <Button pending={check.isPending} onClick={() => check.mutate(domain.id)}>
            <RefreshCw aria-hidden="true" />
            Check now
          </Button>
        )}
        {mayChange && <RemoveDomain domain={domain} />}
      </div>
      {check.error && <Callout tone="danger" title={check.error.message} />}
      {domain.state === 'failing' && <Failing domain={domain} />}
      {domain.state === 'pending' && domain.reason !== null && <Callout tone="info">{domain.reason}</Callout>}
      {domain.state !== 'verified' && <Records domain={domain} />}
      {domain.state !== 'pending' && mayChange && <IssuerChoice domain={domain} />}
      <p className="text-sm text-ink-soft">
        {domain.checked_at ? (
          <>
            Last checked <RelativeTime at={domain.checked_at} />. It is checked again by itself.
          </>
        ) : (
          'Not checked yet. That happens by itself within a minute.'
        )}
      </p>
    </li>
  );
}

function Records({ domain: { proof_record: proof, address_record: address } }: { domain: Domain }) {
  return (
    <ol className="space-y-5 text-sm">
      <li className="space-y-3">
        <p className="font-medium">1. Prove that the domain is yours: a TXT record that stays</p>
        <CopyField label="Name of the TXT record" value={proof.name} />
        <CopyField label="Value of the TXT record" value={proof.value} />
      </li>
      <li className="space-y-3">
        <p className="font-medium">2. Lead people here: a CNAME record (at the root of a domain, an ALIAS or A record)</p>
        <CopyField label="Name of the CNAME record" value={address.name} />
        <CopyField label="Target of the CNAME record" value={address.value} />
      </li>
    </ol>
  );
}

function Failing({ domain }: { domain: Domain }) {
  return (
    <Callout tone="warning" title="The TXT record is gone">
      {domain.reason} Sign-in goes on here for seven days
      {domain.failing_since && (
        <>
          , counted from <RelativeTime at={domain.failing_since} />
        </>
      )}
      . Then the domain is given up.
    </Callout>
  );
}

function IssuerChoice({ domain }: { domain: Domain }) {
  const { slug } = useCurrentWorkspace();
  const [asking, setAsking] = useState(false);
  const choose = useChooseIssuer(slug);
  const toast = useToast();
  function move(): void {
    const said = domain.is_issuer ? 'The settings show the former address again.' : `The settings now show ${domain.domain}.`;
    choose.mutate({ id: domain.id, on: !domain.is_issuer }, { onSuccess: () => (setAsking(false), toast.success(said)) });
  }
  return (
    <div className="flex flex-wrap items-center justify-between gap-3 rounded-md border border-line bg-inset px-4 py-3">
      <p className="min-w-0 flex-1 basis-56 text-sm text-pretty break-words text-ink-soft">
        {domain.is_issuer
          ? 'The Connect tab of every GPT shows this domain.'
          : 'Sign-in works here already. The Connect tab still shows the other address.'}
      </p>
      <Button tone={domain.is_issuer ? undefined : 'primary'} onClick={() => setAsking(true)}>
        {domain.is_issuer ? 'Stop using it' : 'Use this domain'}
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        tone="primary"
        title={domain.is_issuer ? 'Show the former address again?' : 'Use this domain for sign-in?'}
        description="GPTs that are set up already go on working with the address that they have, and nobody is signed out. Copy the new addresses into the GPT editor when you are ready: both work."
        confirmLabel={domain.is_issuer ? 'Show the former' : 'Use this domain'}
        pending={choose.isPending}
        error={choose.error}
        onConfirm={move}
      />
    </div>
  );
}

function RemoveDomain({ domain }: { domain: Domain }) {
  const { slug } = useCurrentWorkspace();
  const [asking, setAsking] = useState(false);
  const remove = useRemoveDomain(slug);
  const toast = useToast();
  return (
    <>
      <Button tone="quiet" size="icon" aria-label={`Remove ${domain.domain}`} onClick={() => setAsking(true)}>
        <Trash2 aria-hidden="true" />
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title="Remove this domain?"
        description={
          <>
            Nothing is served at <strong className="font-medium break-all text-ink">{domain.domain}</strong> any more, within
            seconds. GPTs that are set up with it stop working.
          </>
        }
        confirmLabel="Remove domain"
        pending={remove.isPending}
        error={remove.error}
        onConfirm={() => remove.mutate(domain.id, { onSuccess: () => toast.success('Domain removed.') })}
      />
    </>
  );
}
