import type { ReactNode } from 'react';
import { cn } from '../../../shared/lib/class-names';
import { Card } from '../../../shared/ui/card';
import { buildOnboardingSteps, type StepKey } from '../../onboarding/onboarding-steps';
import { StepMark } from '../../onboarding/step-mark';
import { useHasSubscriber } from '../../subscribers/subscriber.queries';
import type { Gpt } from '../gpt.queries';

/** What to do where, for somebody who never heard of OAuth. */
export function ConnectGuide({ gpt }: { gpt: Gpt }) {
  const hasSubscriber = useHasSubscriber(gpt.id, { waiting: gpt.calls === 0 });
  const steps = buildOnboardingSteps({
    hasGpt: true,
    hasCallback: gpt.callback_urls.length > 0,
    hasSubscriber: hasSubscriber ?? false,
    hasCall: gpt.calls > 0,
  });
  return (
    <Card aria-labelledby="connect-guide" className="p-5">
      <h2 id="connect-guide" className="font-semibold">
        Connect it in five steps
      </h2>
      <ol className="mt-5">
        {steps.map(({ key, title, done, next }, index) => (
          <li key={key} className="relative flex gap-3 pb-5 last:pb-0">
            {index < steps.length - 1 && <span aria-hidden="true" className="absolute top-6 bottom-0 left-3 w-px bg-line" />}
            <StepMark number={index + 1} done={done} next={next} />
            <div className="min-w-0 pt-0.5">
              <p className={cn('font-medium', done && 'text-ink-soft')}>{title}</p>
              {!done && <div className="mt-1.5 space-y-1.5 text-sm text-pretty text-ink-soft">{texts[key]}</div>}
            </div>
          </li>
        ))}
      </ol>
    </Card>
  );
}

function Place({ children }: { children: ReactNode }) {
  return <strong className="font-medium text-ink">{children}</strong>;
}

const texts: Record<StepKey, ReactNode> = {
  create: null,
  paste: (
    <>
      <p>
        In ChatGPT open <Place>My GPTs</Place>, then <Place>Edit</Place> beside your GPT. Under <Place>Configure</Place>, at the
        very bottom, choose <Place>Create new action</Place>.
      </p>
      <p>
        Press the gear beside <Place>Authentication</Place> and choose <Place>OAuth</Place>. The form that opens is the one shown
        here. Copy field by field, then <Place>Save</Place>.
      </p>
    </>
  ),
  callback: (
    <>
      <p>
        Go back one page in the GPT editor. Below the action there is now a <Place>Callback URL</Place>. It is where people return
        to after signing in. Copy it and paste it here.
      </p>
      <p>
        If others are to use the GPT, fill in a <Place>Privacy policy</Place> address there as well: without one, ChatGPT lets the
        action hang.
      </p>
    </>
  ),
  'sign-in': (
    <p>
      Ask your GPT something that needs the action. ChatGPT shows a <Place>Sign in to …</Place> button: press it and sign in. This
      step ticks itself.
    </p>
  ),
  call: <p>As soon as your API verifies the first call, it is counted, and you see it here.</p>,
};
