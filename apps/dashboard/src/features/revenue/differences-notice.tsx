import { formatDay } from '../../shared/lib/format';
import { Callout } from '../../shared/ui/callout';
import { type Difference, wordsFor } from './difference-words';

/** What the nightly comparison with Stripe could not bring together. */
export function DifferencesNotice({ differences }: { differences: readonly Difference[] }) {
  if (differences.length === 0) return null;
  return (
    <Callout tone="warning" title="These figures and Stripe’s do not agree">
      <p>They are compared every night; what is listed here goes by itself once both say the same.</p>
      <ul className="mt-2 list-disc space-y-1 pl-4 break-words">
        {differences.map((difference) => (
          <li key={`${difference.kind} ${difference.object_id}`}>
            {wordsFor(difference)} <code className="text-xs break-all">{difference.object_id}</code>, since{' '}
            <span className="whitespace-nowrap">{formatDay(difference.found_at)}</span>
          </li>
        ))}
      </ul>
    </Callout>
  );
}
