import { Layers, Users } from 'lucide-react';
import { callerLabel } from '../../subscribers/caller-link';
import { ActionsBreakdown } from '../../usage/actions-breakdown';
import { StatRow, StatTile } from '../../usage/stat-tile';
import { UsageBreakdown } from '../../usage/usage-breakdown';
import { UsageOverTime } from '../../usage/usage-over-time';
import { UsageToolbar } from '../../usage/usage-toolbar';
import { countsOf, hasCalls, useActiveSubscribers, useUsage } from '../../usage/usage.queries';
import { useUsageSpan } from '../../usage/use-usage-span';
import { useCurrentGpt } from '../current-gpt';

/** How much this GPT is used: in all, over time, by whom and for what. */
export function GptUsagePage() {
  const gpt = useCurrentGpt();
  const chosen = useUsageSpan();
  const question = { span: chosen.span, gpt: gpt.id };
  const time = useUsage({ ...question, groupBy: chosen.bucket }, { live: chosen.growing });
  const version = countsOf(time.data?.total);
  const subscribers = useUsage({ ...question, groupBy: 'subscriber', version }, { enabled: !time.isPending });
  const people = useActiveSubscribers({ ...question, calls: time.data?.total.calls }, { live: chosen.growing });
  const tiers = useUsage({ ...question, groupBy: 'tier', version }, { enabled: !time.isPending });
  const actions = useUsage({ ...question, groupBy: 'action', version }, { enabled: !time.isPending });

  return (
    <div className="space-y-6">
      <UsageToolbar chosen={chosen} failing={time.isError} gpt={gpt.id} />
      <StatRow>
        <StatTile label="Calls" value={time.data?.total.calls} pending={time.isPending} note={chosen.words} />
        <StatTile
          label="Active subscribers"
          value={people.data?.active_subscribers}
          pending={people.isPending && !time.isError}
          note={chosen.words}
        />
        <StatTile
          label="Actions used"
          value={actions.data?.data.filter(hasCalls).length}
          more={typeof actions.data?.next_cursor === 'string'}
          pending={actions.isPending}
          note={chosen.words}
        />
        <StatTile
          label="Calls refused"
          value={time.data?.total.denied}
          pending={time.isPending}
          note="over a limit, or not allowed"
        />
      </StatRow>
      <UsageOverTime time={time} chosen={chosen} />
      <div className="grid items-start gap-6 min-[85rem]:grid-cols-2">
        <UsageBreakdown
          title="By subscriber"
          description="Who called most."
          noun="Subscriber"
          usage={subscribers}
          icon={Users}
          emptyTitle="Nobody called in this time"
          labelOf={callerLabel}
        />
        <ActionsBreakdown usage={actions} description="What was called. Your API names it when it verifies a call." />
        <UsageBreakdown
          title="By tier"
          description="On which tier people were when they called."
          noun="Tier"
          usage={tiers}
          icon={Layers}
          emptyTitle="Nobody called in this time"
        />
      </div>
    </div>
  );
}
