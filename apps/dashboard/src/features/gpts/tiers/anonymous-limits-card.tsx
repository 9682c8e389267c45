import { collectMessages, useForm } from '../../../shared/lib/form';
import { Button } from '../../../shared/ui/button';
import { Callout } from '../../../shared/ui/callout';
import { Card, CardHeader } from '../../../shared/ui/card';
import { ErrorState, SkeletonRows } from '../../../shared/ui/states';
import { useToast } from '../../../shared/ui/toast';
import { covers, useCurrentWorkspace } from '../../workspaces/current-workspace';
import { useAnonymousLimits, useSetAnonymousLimits, type AnonymousLimits } from './anonymous-limits.queries';
import { CountField } from './count-field';
import { checkCount, countOf, MOST_CALLS, MOST_UNITS, textOf } from './tier-draft';

/** For APIs that let people try before they sign in. */
export function AnonymousLimitsCard({ gptId }: { gptId: string }) {
  const limits = useAnonymousLimits(gptId);
  return (
    <Card aria-labelledby="anonymous-limits">
      <CardHeader
        id="anonymous-limits"
        title="Before they sign in"
        description="When your API verifies with a service key and says for whom (ephemeral_user_id, source), these limits hold for each person and each address."
      />
      <div className="px-5 pt-4 pb-6 sm:px-6">
        {limits.isPending && <SkeletonRows rows={1} label="Loading the limits" />}
        {limits.isError && !limits.data && <ErrorState error={limits.error} onRetry={() => void limits.refetch()} />}
        {limits.data && <LimitsForm key={JSON.stringify(limits.data)} gptId={gptId} limits={limits.data} />}
      </div>
    </Card>
  );
}

function LimitsForm({ gptId, limits }: { gptId: string; limits: AnonymousLimits }) {
  const { role } = useCurrentWorkspace();
  const save = useSetAnonymousLimits(gptId);
  const toast = useToast();
  const form = useForm({
    initial: {
      user_quota_per_day: textOf(limits.user_quota_per_day),
      user_rate_per_minute: textOf(limits.user_rate_per_minute),
      source_rate_per_minute: textOf(limits.source_rate_per_minute),
    },
    check: (texts) =>
      collectMessages({
        user_quota_per_day: checkCount(texts.user_quota_per_day, 0, MOST_UNITS),
        user_rate_per_minute: checkCount(texts.user_rate_per_minute, 1, MOST_CALLS),
        source_rate_per_minute: checkCount(texts.source_rate_per_minute, 1, MOST_CALLS),
      }),
    error: save.error,
    pending: save.isPending,
    onSubmit: (texts) =>
      save.mutate(
        {
          user_quota_per_day: countOf(texts.user_quota_per_day),
          user_rate_per_minute: countOf(texts.user_rate_per_minute),
          source_rate_per_minute: countOf(texts.source_rate_per_minute),
        },
        { onSuccess: () => toast.success('The limits hold from the next call on.') },
      ),
  });
  return (
    <form noValidate onSubmit={form.submit} className="space-y-5">
      {form.message && <Callout tone="danger" title={form.message} />}
      <div className="grid items-start gap-5 sm:grid-cols-3">
        <CountField label="Units a day" hint="Of one person. Empty for no limit." {...form.field('user_quota_per_day')} />
        <CountField label="Calls a minute" hint="Of one person. Empty for no limit." {...form.field('user_rate_per_minute')} />
        <CountField
          label="Calls a minute, by address"
          hint="Of everybody behind one network address, and of all whose address is not told."
          {...form.field('source_rate_per_minute')}
        />
      </div>
      {covers(role, 'developer') && (
        <Button type="submit" pending={save.isPending} disabled={!form.dirty}>
          Save
        </Button>
      )}
    </form>
  );
}
