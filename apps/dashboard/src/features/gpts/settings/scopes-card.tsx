import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../../shared/ui/button';
import { Callout } from '../../../shared/ui/callout';
import { Card, CardBody, CardFooter, CardHeader } from '../../../shared/ui/card';
import { useToast } from '../../../shared/ui/toast';
import { useUpdateGpt, type Gpt } from '../gpt.queries';
import { checkScopes, toDrafts, toScopes, type ScopeDraft } from './scope-drafts';
import { ScopeRow } from './scope-row';

/** What a sign-in may allow the GPT to do, in the sentences that people read when they consent. */
export function ScopesCard({ gpt }: { gpt: Gpt }) {
  const update = useUpdateGpt(gpt.id);
  const toast = useToast();
  const [drafts, setDrafts] = useState(() => toDrafts(gpt.scopes));
  const [tried, setTried] = useState(false);
  const wrong = checkScopes(drafts);
  const dirty = JSON.stringify(toScopes(drafts)) !== JSON.stringify(toScopes(toDrafts(gpt.scopes)));

  function change(key: number, part: Partial<ScopeDraft>): void {
    setDrafts(drafts.map((draft) => (draft.key === key ? { ...draft, ...part } : draft)));
  }

  function add(): void {
    setTried(false);
    setDrafts([...drafts, { key: Math.max(-1, ...drafts.map(({ key }) => key)) + 1, name: '', description: '', default: true }]);
  }

  function save(): void {
    setTried(true);
    if (wrong.size > 0) return;
    update.mutate({ scopes: toScopes(drafts) }, { onSuccess: () => toast.success('Scopes saved.') });
  }

  return (
    <Card aria-labelledby="scopes">
      <CardHeader
        id="scopes"
        title="Scopes"
        description="Each is one permission: a short name for programs, a sentence for people. Default scopes are asked for at every sign-in."
      />
      <CardBody className="space-y-4">
        {update.error && <Callout tone="danger" title={update.error.message} />}
        {drafts.length === 0 && <p className="text-ink-soft">No scopes. People are asked only for their name and email address.</p>}
        {drafts.map((draft, index) => (
          <ScopeRow
            key={draft.key}
            number={index + 1}
            draft={draft}
            messages={tried ? (wrong.get(draft.key) ?? {}) : {}}
            onChange={(part) => change(draft.key, part)}
            onRemove={() => setDrafts(drafts.filter(({ key }) => key !== draft.key))}
          />
        ))}
        <Button size="sm" onClick={add}>
          <Plus aria-hidden="true" />
          Add scope
        </Button>
      </CardBody>
      <CardFooter hint="After a change, copy the Scope field into the GPT editor again.">
        <Button tone="primary" disabled={!dirty} pending={update.isPending} onClick={save}>
          Save
        </Button>
      </CardFooter>
    </Card>
  );
}
