import { ExternalLink } from 'lucide-react';
import { formatDay } from '../../shared/lib/format';
import { formatMoney } from '../../shared/lib/money';
import { billingFacts } from './billing-words';
import type { Subscription } from './subscription.queries';

/** What they bought, what they pay, and what comes next; nothing for whoever never had to do with money. */
export function BillingFacts({ subscription }: { subscription: Subscription }) {
  const facts = billingFacts(subscription, { day: formatDay, money: formatMoney, now: new Date() });
  const url = subscription.billing?.stripe_url;
  if (facts.length === 0) return null;
  return (
    <p className="mt-1 text-sm text-pretty break-words text-ink-soft">
      {facts.map(({ text, alarming }) => (
        <span key={text} className={alarming ? 'text-warning' : undefined}>
          {text}.{' '}
        </span>
      ))}
      {url && (
        <a className="inline-flex items-center gap-1 font-medium text-ink underline" href={url} target="_blank" rel="noreferrer">
          Open in Stripe
          <ExternalLink aria-hidden="true" className="size-3.5" />
        </a>
      )}
    </p>
  );
}
