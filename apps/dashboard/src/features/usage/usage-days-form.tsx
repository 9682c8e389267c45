import { useState, type FormEvent } from 'react';
import { focusField } from '../../shared/lib/form';
import { Button } from '../../shared/ui/button';
import { TextField } from '../../shared/ui/field';
import { checkDays, EARLIEST_DAY, LATEST_DAY, type UsageDays } from './usage-days';

/** Asks for two days. Those it begins with may come from an address that somebody wrote by hand, so it says at once what is wrong with them. */
export function UsageDaysForm({ days, onDays }: { days: UsageDays; onDays: (days: UsageDays) => void }) {
  const [draft, setDraft] = useState(days);
  const [checking, setChecking] = useState(true);
  const wrong = checking ? checkDays(draft) : {};

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    setChecking(true);
    const [first] = Object.keys(checkDays(draft));
    if (first === undefined) onDays(draft);
    else focusField(event.currentTarget, first);
  }

  const field = (name: keyof UsageDays) => ({
    type: 'date',
    name,
    min: EARLIEST_DAY,
    max: LATEST_DAY,
    value: draft[name],
    error: wrong[name],
    onValue: (value: string) => {
      setDraft({ ...draft, [name]: value });
      setChecking(false);
    },
  });

  return (
    <form noValidate onSubmit={submit} aria-label="Dates" className="grid max-w-md grid-cols-2 items-start gap-x-3 gap-y-2">
      <TextField label="First day" {...field('first')} />
      <TextField label="Last day" {...field('last')} />
      <div className="col-span-2 flex items-center justify-between gap-3">
        <p className="text-sm text-ink-soft">Whole days in UTC, both included.</p>
        <Button type="submit" size="sm">
          Show
        </Button>
      </div>
    </form>
  );
}
