import { ArrowRight } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { cn } from '../../shared/lib/class-names';
import { Button } from '../../shared/ui/button';
import { Card, CardHeader } from '../../shared/ui/card';
import type { OnboardingStep, StepKey } from './onboarding-steps';
import { StepMark } from './step-mark';

const texts: Record<StepKey, string> = {
  create: 'A name is enough. You get the settings that ChatGPT asks for.',
  paste: 'Six fields, in the order of ChatGPT’s own form, each with a copy button.',
  callback: 'ChatGPT shows it after you save. It tells Gatehouse where people return to.',
  'sign-in': 'Ask your GPT something. ChatGPT offers a sign-in button; press it.',
  call: 'Your API verifies the token it received, and the call is counted.',
};

/** The way from nothing to the first counted call. Ticks itself; when the last tick falls while it is watched, it says so. */
export function OnboardingChecklist({
  steps,
  base,
  gptId,
}: {
  steps: readonly OnboardingStep[];
  base: string;
  gptId: string | undefined;
}) {
  const complete = steps.every((step) => step.done);
  const [dismissed, setDismissed] = useState(complete);
  if (dismissed) return null;
  const gptPath = `${base}/gpts/${gptId ?? 'new'}`;

  return (
    <Card aria-labelledby="onboarding">
      <CardHeader
        id="onboarding"
        title={complete ? 'Your GPT is live' : 'Get your first call'}
        description={
          complete
            ? 'The first call arrived and was counted. From here on this page keeps the numbers.'
            : 'Five steps, about five minutes.'
        }
        action={complete && <Button onClick={() => setDismissed(true)}>Hide this list</Button>}
      />
      <ol className="px-5 pt-5 pb-2 sm:px-6">
        {steps.map((step, index) => (
          <li key={step.key} className="relative flex gap-4 pb-5">
            {index < steps.length - 1 && <span aria-hidden="true" className="absolute top-6 bottom-0 left-3 w-px bg-line" />}
            <StepMark number={index + 1} done={step.done} next={step.next} />
            <div className="flex min-w-0 flex-1 flex-wrap items-center justify-between gap-x-6 gap-y-3 pt-0.5">
              <div className="min-w-0">
                <p className={cn('font-medium', step.done && 'text-ink-soft')}>{step.title}</p>
                {!step.done && <p className="text-sm text-pretty text-ink-soft">{texts[step.key]}</p>}
              </div>
              {step.next && (
                <Button asChild tone="primary" size="sm">
                  <Link to={gptPath}>
                    {step.key === 'create' ? 'Create GPT' : 'Open the settings'}
                    <ArrowRight aria-hidden="true" />
                  </Link>
                </Button>
              )}
            </div>
          </li>
        ))}
      </ol>
    </Card>
  );
}
