import { useState } from 'react';
import { Button } from '../../shared/ui/button';
import { Callout } from '../../shared/ui/callout';
import { Dialog, DialogActions } from '../../shared/ui/dialog';
import { TextField } from '../../shared/ui/field';
import { SelectField } from '../../shared/ui/select';
import { Segmented } from '../../shared/ui/segmented';
import { useToast } from '../../shared/ui/toast';
import { useTiers } from '../gpts/tiers/tier.queries';
import { givenWords } from './billing-words';
import { dayOf, endOfDay } from './comp-draft';
import { useSetComp, type Subscription } from './subscription.queries';

interface CompProps {
  subscriberId: string;
  subscription: Subscription;
  onClose: () => void;
}

/** Gives somebody a priced tier for nothing. */
export function CompDialog(props: CompProps) {
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && props.onClose()}
      title={`A free tier at ${props.subscription.gpt.name}`}
      description="They have it from their next call on, without paying. A plan that they pay for goes on meanwhile: it is theirs again afterwards, and stays theirs if it costs as much or more."
    >
      <CompForm {...props} />
    </Dialog>
  );
}

function CompForm({ subscriberId, subscription, onClose }: CompProps) {
  const { gpt, comp } = subscription;
  const tiers = useTiers(gpt.id);
  const save = useSetComp(subscriberId, gpt.id);
  const toast = useToast();
  const priced = (tiers.data?.data ?? []).filter(({ archived, price }) => !archived && price !== null);
  const [chosen, setChosen] = useState(comp?.tier.id ?? '');
  const [span, setSpan] = useState<'day' | 'good'>(comp?.until === null ? 'good' : 'day');
  const [day, setDay] = useState(comp?.until ? dayOf(comp.until) : '');
  const [fault, setFault] = useState<string | null>(null);
  const tier = priced.some(({ id }) => id === chosen) ? chosen : (priced[0]?.id ?? '');

  function finish(say: (after: Subscription) => string) {
    return {
      onSuccess: (after: Subscription) => {
        toast.success(say(after));
        onClose();
      },
    };
  }

  function submit(event: React.FormEvent): void {
    event.preventDefault();
    const until = span === 'good' ? null : endOfDay(day);
    if (span === 'day' && until === null) return setFault('Choose a day.');
    setFault(null);
    save.mutate({ tier, until }, finish(givenWords));
  }

  if (tiers.isError) return <Callout tone="danger" title={tiers.error.message} />;
  if (tiers.data && priced.length === 0)
    return <Callout title="No tier of this GPT has a price. Give one a price first, on the Tiers tab." />;
  return (
    <form noValidate onSubmit={submit} className="space-y-6">
      {save.error && <Callout tone="danger" title={save.error.message} />}
      <SelectField
        label="Tier"
        value={tier}
        onValue={setChosen}
        disabled={tiers.isPending}
        options={priced.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <div className="space-y-3">
        <Segmented
          label="For how long"
          value={span}
          onValue={setSpan}
          options={[
            { value: 'day', label: 'Until a day' },
            { value: 'good', label: 'For good' },
          ]}
        />
        {span === 'day' && (
          <TextField label="Last day" type="date" value={day} onValue={setDay} {...(fault === null ? {} : { error: fault })} />
        )}
      </div>
      <DialogActions>
        {comp && (
          <Button
            tone="danger"
            pending={save.isPending}
            onClick={() =>
              save.mutate(
                null,
                finish(() => 'Taken back.'),
              )
            }
          >
            Take back
          </Button>
        )}
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" tone="primary" pending={save.isPending} disabled={tier === ''}>
          {comp ? 'Change' : 'Give'}
        </Button>
      </DialogActions>
    </form>
  );
}
