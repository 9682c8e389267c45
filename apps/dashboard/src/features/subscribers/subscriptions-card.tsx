import { Bot } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { formatDay, formatNumber } from '../../shared/lib/format';
import { Badge } from '../../shared/ui/badge';
import { Button } from '../../shared/ui/button';
import { Card, CardHeader } from '../../shared/ui/card';
import { EmptyState, ErrorState, SkeletonRows } from '../../shared/ui/states';
import { covers, useCurrentWorkspace } from '../workspaces/current-workspace';
import { BillingFacts } from './billing-facts';
import { CompDialog } from './comp-dialog';
import { StandingBadge } from './standing-badge';
import { SubscriptionDialog } from './subscription-dialog';
import { useSubscriptions, type Subscription } from './subscription.queries';

/** Which tier they are on at each GPT, how much of it is used, and what they get instead. */
export function SubscriptionsCard({ subscriberId }: { subscriberId: string }) {
  const { role } = useCurrentWorkspace();
  const subscriptions = useSubscriptions(subscriberId);
  const [edited, setEdited] = useState<Subscription | null>(null);
  const [comped, setComped] = useState<Subscription | null>(null);
  const list = subscriptions.data?.data;
  return (
    <Card aria-labelledby="subscriptions">
      <CardHeader id="subscriptions" title="Tiers" description="Their place on a tier of each GPT, and limits of their own." />
      <div className="mt-4 border-t border-line">
        {subscriptions.isPending && <SkeletonRows rows={1} label="Loading tiers" />}
        {subscriptions.isError && !list && (
          <ErrorState error={subscriptions.error} onRetry={() => void subscriptions.refetch()} />
        )}
        {list?.length === 0 && (
          <EmptyState icon={Bot} title="On no tier yet" className="py-8">
            They get the default tier of a GPT when they first allow it to act for them.
          </EmptyState>
        )}
        {list && list.length > 0 && (
          <ul className="divide-y divide-line">
            {list.map((one) => (
              <SubscriptionRow
                key={one.id}
                subscription={one}
                onEdit={covers(role, 'admin') ? setEdited : null}
                onComp={covers(role, 'admin') ? setComped : null}
              />
            ))}
          </ul>
        )}
      </div>
      {comped && <CompDialog subscriberId={subscriberId} subscription={comped} onClose={() => setComped(null)} />}
      {edited && <SubscriptionDialog subscriberId={subscriberId} subscription={edited} onClose={() => setEdited(null)} />}
    </Card>
  );
}

function SubscriptionRow({
  subscription,
  onEdit,
  onComp,
}: {
  subscription: Subscription;
  onEdit: ((subscription: Subscription) => void) | null;
  onComp: ((subscription: Subscription) => void) | null;
}) {
  const { slug } = useCurrentWorkspace();
  const { gpt, tier, quota, overrides } = subscription;
  const used = formatNumber(quota.used);
  const giving = subscription.comp ? 'Free tier…' : 'Give for free';
  return (
    <li className="flex flex-wrap items-center gap-x-6 gap-y-2 px-5 py-4 sm:px-6">
      <div className="min-w-0 flex-1 basis-56">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <Link className="min-w-0 truncate font-medium hover:underline" to={`/w/${slug}/gpts/${gpt.id}`} title={gpt.name}>
            {gpt.name}
          </Link>
          <Badge>{tier.name}</Badge>
          <StandingBadge standing={subscription.standing} />
          {Object.keys(overrides).length > 0 && <Badge tone="accent">Own limits</Badge>}
        </p>
        <p className="text-sm text-ink-soft tabular-nums">
          {quota.limit === null ? `${used} units used, no limit` : `${used} of ${formatNumber(quota.limit)} units used`}
          {', begins anew on '}
          {formatDay(quota.resets_at)}
        </p>
        <BillingFacts subscription={subscription} />
      </div>
      {(onComp ?? onEdit) && (
        <div className="flex flex-wrap gap-2">
          {onComp && (
            <Button size="sm" onClick={() => onComp(subscription)} aria-label={`${giving} at ${gpt.name}`}>
              {giving}
            </Button>
          )}
          {onEdit && (
            <Button size="sm" onClick={() => onEdit(subscription)} aria-label={`Change the tier at ${gpt.name}`}>
              Change
            </Button>
          )}
        </div>
      )}
    </li>
  );
}
