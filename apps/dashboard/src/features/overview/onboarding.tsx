import { Skeleton } from '../../shared/ui/states';
import type { Gpt } from '../gpts/gpt.queries';
import { OnboardingChecklist } from '../onboarding/onboarding-checklist';
import { buildOnboardingSteps } from '../onboarding/onboarding-steps';
import { useHasSubscriber } from '../subscribers/subscriber.queries';
import { useCurrentWorkspace } from '../workspaces/current-workspace';

/** Shows the way to the first call until it has arrived. */
export function Onboarding({ calls, gpts }: { calls: number | undefined; gpts: readonly Gpt[] | undefined }) {
  const { slug } = useCurrentWorkspace();
  const hasCall = (calls ?? 0) > 0 || (gpts?.some((gpt) => gpt.calls > 0) ?? false);
  const hasSubscriber = useHasSubscriber(undefined, { waiting: gpts !== undefined && gpts.length > 0 && !hasCall });
  if (gpts === undefined || calls === undefined) return null;

  // The GPT that came furthest is the one being set up.
  const gpt = gpts.find((one) => one.callback_urls.length > 0) ?? gpts[0];
  const hasCallback = gpts.some((one) => one.callback_urls.length > 0);
  if (hasSubscriber === undefined) return <Skeleton className="h-96 w-full rounded-lg" />;
  const steps = buildOnboardingSteps({ hasGpt: gpts.length > 0, hasCallback, hasSubscriber, hasCall });
  return <OnboardingChecklist steps={steps} base={`/w/${slug}`} gptId={gpt?.id} />;
}
