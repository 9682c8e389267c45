import { isComped, moneyText, type PlanPrice, type PlanState } from '@gatehouse/core';
import type { HeldPlan } from '@gatehouse/platform';
import type { Language } from '../../edge/hosted-pages/language';
import { dayIn } from './account-words';
import { planTexts } from './plan.texts';

/** A price as people read it: so much a month, or a year. */
export function priceIn(language: Language, { amount, currency, interval }: Omit<PlanPrice, 'id' | 'tierId'>): string {
  const { monthly, yearly } = planTexts[language];
  return (interval === 'month' ? monthly : yearly)(moneyText(amount, currency, language));
}

/** How it goes on with a plan, a sentence each. @param pays whether there is a page on which they may pay */
export function stateIn(language: Language, state: PlanState, { creator, pays }: { creator: string; pays: boolean }): string[] {
  const texts = planTexts[language];
  const day = (date: Date): string => dayIn(language, date);
  switch (state.kind) {
    case 'comped':
      return [state.until === null ? texts.comped(creator) : texts.compedUntil(creator, day(state.until))];
    case 'renews':
      return state.at === null ? [] : [texts.renews(day(state.at))];
    case 'trial':
      return state.until === null ? [] : [texts.trial(day(state.until))];
    case 'ends':
      return [texts.ends(day(state.at))];
    case 'overdue':
      return [
        ...(state.since === null ? [] : [texts.overdue(day(state.since))]),
        ...(state.servedUntil === null ? [] : [texts.overdueUntil(day(state.servedUntil))]),
        ...(pays ? [texts.pay] : []),
      ];
    case 'unpaid':
      return [texts.unpaid, ...(pays ? [texts.pay] : [])];
    case 'ended':
      return [];
  }
}

/** What was agreed on for the end of the period; null when nothing was. */
export function nextIn(language: Language, { next, periodEndsAt }: HeldPlan): string | null {
  if (next === null || periodEndsAt === null) return null;
  return planTexts[language].next(next.tierName, priceIn(language, next), dayIn(language, periodEndsAt));
}

/** What was given on top of what is paid; null when nothing was. */
export function giftIn(language: Language, plan: HeldPlan, { creator, now }: { creator: string; now: Date }): string | null {
  if (plan.compTierName === null || !isComped(plan, now)) return null;
  const { gift, giftUntil } = planTexts[language];
  const { compTierName, compedUntil } = plan;
  return compedUntil === null ? gift(creator, compTierName) : giftUntil(creator, compTierName, dayIn(language, compedUntil));
}
