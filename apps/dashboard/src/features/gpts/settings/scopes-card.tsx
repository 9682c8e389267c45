import { ApiError } from '@gatehouse/api-client';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../../shared/ui/button';
import { Callout } from '../../../shared/ui/callout';
import { Card, CardFooter, CardHeader } from '../../../shared/ui/card';
import { useToast } from '../../../shared/ui/toast';
import { useUpdateGpt, type Gpt } from '../gpt.queries';
import { checkScopes, toDrafts, toScopes, type ScopeDraft, type ScopeMessages } from './scope-drafts';
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
    // What the API said was about the list as it was sent.
    update.reset();
    setDrafts(drafts.map((draft) => (draft.key === key ? { ...draft, ...part } : draft)));
  }

  function add(): void {
    setTried(false);
    update.reset();
    setDrafts([...drafts, { key: Math.max(-1, ...drafts.map(({ key }) => key)) + 1, name: '', description: '', default: true }]);
  }

  function remove(key: number): void {
    update.reset();
    setDrafts(drafts.filter((draft) => draft.key !== key));
  }

  function save(): void {
    setTried(true);
    if (wrong.size > 0) return;
    update.mutate({ scopes: toScopes(drafts) }, { onSuccess: () => toast.success('Scopes saved.') });
  }

  /** What the API said about the scope at this place of the list that it was given. */
  function refused(index: number): ScopeMessages {
    const fields = update.error instanceof ApiError ? update.error.fields : {};
    const { [`scopes.${index}.name`]: name, [`scopes.${index}.description`]: description } = fields;
    return { ...(name && { name }), ...(description && { description }) };
  }

  return (
    <Card aria-labelledby="scopes">
      <CardHeader
        id="scopes"
        title="Scopes"
        description="Each is one permission: a short name for programs, a sentence for people. Default scopes are asked for at every sign-in."
      />
      <div className="pt-5">
        {update.error && <Callout tone="danger" className="mx-5 mb-5 sm:mx-6" title={update.error.message} />}
        {drafts.length === 0 && (
          <p className="border-t border-line px-5 py-4 text-ink-soft sm:px-6">
            No scopes. People are asked only for their name and email address.
          </p>
        )}
        {drafts.map((draft, index) => (
          <ScopeRow
            key={draft.key}
            number={index + 1}
            draft={draft}
            messages={tried ? (wrong.get(draft.key) ?? refused(index)) : {}}
            onChange={(part) => change(draft.key, part)}
            onRemove={() => remove(draft.key)}
          />
        ))}
        <div className="border-t border-line px-5 py-3 sm:px-6">
          <Button size="sm" onClick={add}>
            <Plus aria-hidden="true" />
            Add scope
          </Button>
        </div>
      </div>
      <CardFooter hint="After a change, copy the Scope field into the GPT editor again.">
        <Button tone="primary" disabled={!dirty} pending={update.isPending} onClick={save}>
          Save
        </Button>
      </CardFooter>
    </Card>
  );
}
