import { Plus } from 'lucide-react';
import { useState } from 'react';
import { formatCount, formatNumber } from '../../../shared/lib/format';
import { formatMoney } from '../../../shared/lib/money';
import { Badge } from '../../../shared/ui/badge';
import { Button } from '../../../shared/ui/button';
import { Card, CardHeader } from '../../../shared/ui/card';
import { ErrorState, SkeletonRows } from '../../../shared/ui/states';
import { Cell, HeadCell, Row, Table } from '../../../shared/ui/table';
import { covers, useCurrentWorkspace } from '../../workspaces/current-workspace';
import { useCurrentGpt } from '../current-gpt';
import { AnonymousLimitsCard } from './anonymous-limits-card';
import { TierDialog } from './tier-dialog';
import { TierRowMenu } from './tier-row-menu';
import { useTiers, type Tier } from './tier.queries';
import { UpgradeWordingCard } from './upgrade-wording-card';

/** What the subscribers of this GPT get: how much, how fast, and which scopes. */
export function TiersPage() {
  const gpt = useCurrentGpt();
  const { role } = useCurrentWorkspace();
  const tiers = useTiers(gpt.id);
  const mayEdit = covers(role, 'developer');
  const [edited, setEdited] = useState<Tier | 'new' | null>(null);
  return (
    <div className="space-y-6">
      <Card aria-labelledby="tiers">
        <CardHeader
          id="tiers"
          title="Tiers"
          description="How much subscribers may use, and how fast. Everybody begins on the default tier."
          action={
            mayEdit &&
            tiers.data && (
              <Button tone="primary" onClick={() => setEdited('new')}>
                <Plus aria-hidden="true" />
                New tier
              </Button>
            )
          }
        />
        <div className="pt-3">
          {tiers.isPending && <SkeletonRows rows={2} label="Loading tiers" />}
          {tiers.isError && !tiers.data && <ErrorState error={tiers.error} onRetry={() => void tiers.refetch()} />}
          {tiers.data && <TiersTable gptId={gpt.id} tiers={tiers.data.data} onEdit={mayEdit ? setEdited : null} />}
        </div>
        {edited !== null && <TierDialog gpt={gpt} tier={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}
      </Card>
      <UpgradeWordingCard gptId={gpt.id} />
      <AnonymousLimitsCard gptId={gpt.id} />
    </div>
  );
}

/** On phones the limits become a second line under the name. */
interface TiersTableProps {
  gptId: string;
  tiers: readonly Tier[];
  /** Null for members who may only look. */
  onEdit: ((tier: Tier) => void) | null;
}

function TiersTable({ gptId, tiers, onEdit }: TiersTableProps) {
  return (
    <Table label="Tiers" className="max-md:table-fixed">
      <thead>
        <tr>
          <HeadCell>Tier</HeadCell>
          <HeadCell numeric className="max-md:hidden">
            Price
          </HeadCell>
          <HeadCell numeric className="max-md:hidden">
            Quota per month
          </HeadCell>
          <HeadCell numeric className="max-md:hidden">
            Rate per minute
          </HeadCell>
          <HeadCell className="max-md:hidden sm:pl-10">Scopes</HeadCell>
          <HeadCell className="w-16">
            <span className="sr-only">Actions</span>
          </HeadCell>
        </tr>
      </thead>
      <tbody>
        {tiers.map((tier) => (
          <TierRow key={tier.id} gptId={gptId} tier={tier} tiers={tiers} onEdit={onEdit} />
        ))}
      </tbody>
    </Table>
  );
}

const tellPrices = ({ prices }: Tier): string[] =>
  prices.length === 0
    ? ['Free']
    : prices.map(({ amount, currency, interval }) => `${formatMoney(amount, currency)} a ${interval}`);
const tellTrial = ({ trial_days: days }: Tier): string => `${formatCount(days ?? 0, 'day')} free`;
const tellQuota = ({ quota_per_month: quota }: Tier): string => (quota === null ? 'No limit' : formatCount(quota, 'unit'));
const tellRate = ({ rate_per_minute: rate }: Tier): string => (rate === null ? 'No limit' : formatNumber(rate));

function TierRow({ gptId, tier, tiers, onEdit }: TiersTableProps & { tier: Tier }) {
  const costs = Object.keys(tier.action_costs).length;
  return (
    <Row>
      <Cell className="max-w-64 py-2.5">
        <span className="flex items-center gap-2">
          <span className="truncate font-medium" title={tier.name}>
            {tier.name}
          </span>
          {tier.default && <Badge>Default</Badge>}
          {tier.archived && <Badge>Archived</Badge>}
        </span>
        <span className="block truncate text-sm text-ink-soft">
          <code className="font-mono">{tier.key}</code>
          {costs > 0 && <span className="max-md:hidden">, {formatCount(costs, 'action cost')}</span>}
        </span>
        <span className="block text-sm text-ink-soft md:hidden">
          {tellPrices(tier).join(' or ')}, {tier.quota_per_month === null ? 'no quota' : `${tellQuota(tier)} a month`},{' '}
          {tier.rate_per_minute === null ? 'no rate limit' : `${formatCount(tier.rate_per_minute, 'call')} a minute`}
        </span>
      </Cell>
      <Cell numeric className="py-2.5 whitespace-nowrap text-ink-soft max-md:hidden">
        {tellPrices(tier).map((price) => (
          <span key={price} className="block">
            {price}
          </span>
        ))}
        {tier.prices.length > 0 && (tier.trial_days ?? 0) > 0 && (
          <span className="block text-sm text-ink-faint">{tellTrial(tier)}</span>
        )}
      </Cell>
      <Cell numeric className="whitespace-nowrap text-ink-soft max-md:hidden">
        {tellQuota(tier)}
        {tier.quota_months === 'subscription_month' && tier.quota_per_month !== null && (
          <span className="block text-sm text-ink-faint">from their own day</span>
        )}
      </Cell>
      <Cell numeric className="whitespace-nowrap text-ink-soft max-md:hidden">
        {tellRate(tier)}
        {tier.burst !== null && tier.rate_per_minute !== null && (
          <span className="block text-sm text-ink-faint">{formatNumber(tier.burst)} at once</span>
        )}
      </Cell>
      <Cell className="max-w-56 truncate text-ink-soft max-md:hidden sm:pl-10" title={tier.scopes?.join(' ')}>
        {tier.scopes === null ? 'All' : tier.scopes.length === 0 ? 'None' : tier.scopes.join(', ')}
      </Cell>
      <Cell className="text-right">{onEdit && <TierRowMenu gptId={gptId} tier={tier} tiers={tiers} onEdit={onEdit} />}</Cell>
    </Row>
  );
}
