import { Users } from 'lucide-react';
import { callerLabel } from '../subscribers/caller-link';
import { UsageBreakdown } from '../usage/usage-breakdown';
import type { useUsage } from '../usage/usage.queries';
import { useCurrentWorkspace } from '../workspaces/current-workspace';

const MOST = 8;

export function TopSubscribers({ usage }: { usage: ReturnType<typeof useUsage> }) {
  const { slug } = useCurrentWorkspace();
  return (
    <UsageBreakdown
      title="Top subscribers"
      description="Who called most in the last 7 days."
      noun="Subscriber"
      usage={usage}
      most={MOST}
      allHref={`/w/${slug}/subscribers`}
      icon={Users}
      emptyTitle="Nobody called yet"
      labelOf={callerLabel}
    />
  );
}
