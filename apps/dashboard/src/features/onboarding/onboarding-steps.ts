export interface OnboardingFacts {
  hasGpt: boolean;
  hasCallback: boolean;
  hasSubscriber: boolean;
  hasCall: boolean;
}

export type StepKey = 'create' | 'paste' | 'callback' | 'sign-in' | 'call';

export interface OnboardingStep {
  key: StepKey;
  title: string;
  done: boolean;
  /** The first step that is not done yet. */
  next: boolean;
}

/**
 * The five steps from nothing to the first counted call. What happens inside ChatGPT cannot be seen from here, so a step also
 * counts as done when a later one is: the callback URL exists only after the settings were pasted.
 */
export function buildOnboardingSteps(facts: OnboardingFacts): OnboardingStep[] {
  const signedIn = facts.hasSubscriber || facts.hasCall;
  const pasted = facts.hasCallback || signedIn;
  const steps: Omit<OnboardingStep, 'next'>[] = [
    { key: 'create', title: 'Create your GPT', done: facts.hasGpt },
    { key: 'paste', title: 'Paste the OAuth settings into the GPT editor', done: facts.hasGpt && pasted },
    { key: 'callback', title: 'Paste the callback URL', done: facts.hasGpt && pasted },
    { key: 'sign-in', title: 'First sign-in', done: facts.hasGpt && signedIn },
    { key: 'call', title: 'First call', done: facts.hasGpt && facts.hasCall },
  ];
  const next = steps.findIndex((step) => !step.done);
  return steps.map((step, index) => ({ ...step, next: index === next }));
}
