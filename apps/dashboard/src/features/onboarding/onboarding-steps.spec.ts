import { buildOnboardingSteps } from './onboarding-steps';

const nothing = { hasGpt: false, hasCallback: false, hasSubscriber: false, hasCall: false };
const done = (facts: typeof nothing) =>
  buildOnboardingSteps(facts)
    .filter((step) => step.done)
    .map((step) => step.key);

describe('buildOnboardingSteps', () => {
  it('begins with creating a GPT', () => {
    expect(done(nothing)).toEqual([]);
    expect(buildOnboardingSteps(nothing).find((step) => step.next)?.key).toBe('create');
  });

  it('takes a pasted callback URL as proof that the settings were pasted', () => {
    expect(done({ ...nothing, hasGpt: true, hasCallback: true })).toEqual(['create', 'paste', 'callback']);
  });

  it('takes a call as proof of everything before it', () => {
    const steps = buildOnboardingSteps({ ...nothing, hasGpt: true, hasCall: true });
    expect(steps.every((step) => step.done)).toBe(true);
    expect(steps.some((step) => step.next)).toBe(false);
  });

  it('starts again when the only GPT was deleted', () => {
    expect(done({ ...nothing, hasSubscriber: true, hasCall: true })).toEqual([]);
  });
});
