import { formatDay } from '../../shared/lib/format';
import { Callout } from '../../shared/ui/callout';
import type { BillingReport } from './revenue.queries';

type Difference = BillingReport['differences'][number];

/** What the nightly comparison with Stripe could not bring together. */
export function DifferencesNotice({ differences }: { differences: readonly Difference[] }) {
  if (differences.length === 0) return null;
  return (
    <Callout tone="warning" title="These figures and Stripe’s do not agree">
      <p>They are compared every night; what is listed here goes by itself once both say the same.</p>
      <ul className="list-disc space-y-1 pl-4 break-words">
        {differences.map((difference) => (
          <li key={`${difference.kind} ${difference.object_id}`}>
            {wordsFor(difference)} <code className="text-xs break-all">{difference.object_id}</code>, since{' '}
            {formatDay(difference.found_at)}
          </li>
        ))}
      </ul>
    </Callout>
  );
}

function wordsFor({ kind, expected, found }: Difference): string {
  switch (kind) {
    case 'amount':
      return `Stripe says ${expected}, the records here ${found} (in minor units) for the invoice`;
    case 'refund':
      return `Stripe gave back ${expected}, the records here say ${found} (in minor units) of the invoice`;
    case 'payment_unknown':
      return `The records here have a payment that Stripe does not call paid: the invoice`;
    case 'place':
      return 'Somebody is charged twice for the same GPT. End at Stripe, and give back, what they do not use: the subscription';
    case 'overage':
      return `Stripe has not taken ${found} units beyond a quota: the report`;
    default:
      return `Stripe says ${expected}, the records here ${found}:`;
  }
}
