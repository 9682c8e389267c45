import { Search } from 'lucide-react';
import { useEffect, useState } from 'react';
import { cn } from '../../shared/lib/class-names';
import { controlClass, Field } from '../../shared/ui/field';
import { SelectField } from '../../shared/ui/select';
import { useGpts } from '../gpts/gpt.queries';
import { isStanding, standings } from './standing';
import type { SubscriberFilter } from './subscriber.queries';

const TYPING_PAUSE_MS = 250;
/** The select has no empty value. */
const ALL = 'all';

const newsOptions = [
  { value: ALL, label: 'With or without news' },
  { value: 'true', label: 'Agreed to news' },
  { value: 'false', label: 'No news by email' },
];

const standingOptions = [
  { value: ALL, label: 'Paying or not' },
  ...Object.entries(standings).map(([value, { label }]) => ({ value, label })),
];

export function SubscriberFilters({
  filter,
  onFilter,
}: {
  filter: SubscriberFilter;
  onFilter: (filter: SubscriberFilter) => void;
}) {
  const gpts = useGpts();
  const options = [
    { value: ALL, label: 'All GPTs' },
    ...(gpts.data?.data.map(({ id, name }) => ({ value: id, label: name })) ?? []),
  ];
  return (
    <div role="search" className="flex flex-wrap gap-3 border-b border-line p-4 sm:px-6">
      <div className="min-w-0 flex-1 basis-56">
        <SearchField value={filter.q} onValue={(q) => onFilter({ ...filter, q })} />
      </div>
      <div className="w-full sm:w-56">
        <SelectField
          label="GPT"
          hideLabel
          // An id from an old address may name no GPT; then nothing is chosen, and the list says that nobody matches.
          value={filter.gpt || ALL}
          onValue={(value) => onFilter({ ...filter, gpt: value === ALL ? '' : value })}
          options={options}
        />
      </div>
      <div className="w-full sm:w-44">
        <SelectField
          label="Payment"
          hideLabel
          value={isStanding(filter.standing) ? filter.standing : ALL}
          onValue={(value) => onFilter({ ...filter, standing: value === ALL ? '' : value })}
          options={standingOptions}
        />
      </div>
      <div className="w-full sm:w-52">
        <SelectField
          label="News by email"
          hideLabel
          value={newsOptions.some(({ value }) => value === filter.news) ? filter.news : ALL}
          onValue={(value) => onFilter({ ...filter, news: value === ALL ? '' : value })}
          options={newsOptions}
        />
      </div>
    </div>
  );
}

/** Searches when typing pauses; follows the address when that changes by itself, such as by the back button. */
function SearchField({ value, onValue }: { value: string; onValue: (value: string) => void }) {
  const [text, setText] = useState(value);
  const [seen, setSeen] = useState(value);
  const [sent, setSent] = useState(value);
  if (value !== seen) {
    setSeen(value);
    // What comes back from our own search must not overwrite what was typed meanwhile.
    if (value !== sent) setText(value);
  }

  useEffect(() => {
    const next = text.trim();
    if (next === value) return;
    const timer = setTimeout(() => {
      setSent(next);
      onValue(next);
    }, TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, value, onValue]);

  return (
    <Field label="Search subscribers" hideLabel>
      {(wiring) => (
        <div className="relative">
          <Search
            aria-hidden="true"
            className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-ink-faint"
          />
          <input
            {...wiring}
            type="search"
            value={text}
            placeholder="Search by email or name"
            onChange={(event) => setText(event.target.value)}
            className={cn(controlClass, 'pl-9')}
          />
        </div>
      )}
    </Field>
  );
}
