import { ApiError } from '@gatehouse/api-client';
import { Globe } from 'lucide-react';
import { useState, type SubmitEvent } from 'react';
import { Button } from '../../../shared/ui/button';
import { Callout } from '../../../shared/ui/callout';
import { Card, CardHeader } from '../../../shared/ui/card';
import { TextField } from '../../../shared/ui/field';
import { EmptyState, ErrorState, SkeletonRows } from '../../../shared/ui/states';
import { covers, useCurrentWorkspace } from '../../workspaces/current-workspace';
import { DomainRow } from './domain-row';
import { useAddDomain, useDomains } from './domain.queries';

/** Sign-in, verify and the gateway under a name of the creator's own. */
export function DomainsCard() {
  const { slug, role } = useCurrentWorkspace();
  const domains = useDomains(slug);
  const mayChange = covers(role, 'admin');
  return (
    <Card aria-labelledby="custom-domains">
      <CardHeader
        id="custom-domains"
        title="Custom domain"
        description="Let people sign in under a name of your own. When it shares a root domain with your API, ChatGPT accepts both together."
      />
      <div className="mt-4 border-t border-line">
        {domains.isPending && <SkeletonRows rows={1} label="Loading domains" />}
        {domains.isError && !domains.data && <ErrorState error={domains.error} onRetry={() => void domains.refetch()} />}
        {domains.data?.data.length === 0 && (
          <EmptyState icon={Globe} title="No domain yet" className="py-8">
            Sign-in lives under the address of this Gatehouse.
          </EmptyState>
        )}
        <ul className="divide-y divide-line">
          {domains.data?.data.map((domain) => (
            <DomainRow key={domain.id} domain={domain} mayChange={mayChange} />
          ))}
        </ul>
        {mayChange && domains.data && <AddDomain />}
      </div>
    </Card>
  );
}

function AddDomain() {
  const { slug } = useCurrentWorkspace();
  const add = useAddDomain(slug);
  const [name, setName] = useState('');
  function submit(event: SubmitEvent): void {
    event.preventDefault();
    if (name.trim() !== '' && !add.isPending) add.mutate(name.trim(), { onSuccess: () => setName('') });
  }
  const fault = add.error instanceof ApiError ? (add.error.fields['domain'] ?? add.error.message) : (add.error?.message ?? null);
  return (
    <form noValidate onSubmit={submit} className="space-y-3 border-t border-line px-5 py-4 sm:px-6">
      {fault !== null && <Callout tone="danger" title={fault} />}
      <div className="flex flex-wrap items-end gap-3">
        <div className="min-w-56 flex-1">
          <TextField
            label="Add a domain"
            value={name}
            onValue={setName}
            placeholder="auth.example.com"
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
          />
        </div>
        <Button type="submit" pending={add.isPending} disabled={name.trim() === ''}>
          Add domain
        </Button>
      </div>
    </form>
  );
}
