import { formatMoney } from '../../../shared/lib/money';
import type { Price } from './price.queries';
import type { Tier } from './tier.queries';

/** What is asked before a change that alters what people get who come from now on. */
export interface Effect {
  readonly title: string;
  readonly description: string;
  readonly confirmLabel: string;
  readonly tone: 'primary' | 'danger';
}

const MUST_PAY = 'Whoever comes from now on must choose a plan, and pay or begin its trial, before their first call is answered.';
const NEED_NOT_PAY = 'Whoever comes from now on is served at once, without paying.';

const isPriced = ({ prices }: Pick<Tier, 'prices'>): boolean => prices.length > 0;

/** @param former the tier on which people begin until now */
export function effectOfDefault(tier: Tier, former: Tier | undefined): Effect {
  const becomesPaid = isPriced(tier) && !(former !== undefined && isPriced(former));
  const becomesFree = !isPriced(tier) && former !== undefined && isPriced(former);
  const stay = former === undefined ? '' : ` Who is on ${former.name} stays there.`;
  const meaning = becomesPaid
    ? `It has a price, so nothing is free any more. ${MUST_PAY}`
    : becomesFree
      ? `It is free. ${NEED_NOT_PAY}`
      : 'Whoever comes from now on begins on it, and has its limits and scopes.';
  return {
    title: `Make ${tier.name} the default tier?`,
    description: `${meaning}${stay}`,
    confirmLabel: 'Make it the default',
    tone: becomesPaid ? 'danger' : 'primary',
  };
}

export function effectOfArchiving(tier: Tier): Effect {
  const description = isPriced(tier)
    ? 'It is not offered any more where people choose a plan, and nobody can buy it. Who is on it stays on it and pays what they agreed to.'
    : 'Nobody can be moved to it any more. Who is on it stays on it.';
  return { title: `Archive ${tier.name}?`, description, confirmLabel: 'Archive', tone: 'danger' };
}

export function effectOfReturn(tier: Tier): Effect {
  const prices = tier.prices.map(({ amount, currency, interval }) => `${formatMoney(amount, currency)} a ${interval}`);
  const description = isPriced(tier)
    ? `It is offered again where people choose a plan, at ${prices.join(' or ')}.`
    : 'People can be moved to it again.';
  return { title: `Bring ${tier.name} back?`, description, confirmLabel: 'Bring it back', tone: 'primary' };
}

/** What other prices of the tier on which everybody begins mean. @returns null where people who come get what they got before */
export function effectOfPrices(tier: Tier, live: readonly Price[], wanted: readonly Price[]): Effect | null {
  if (!tier.default || live.length > 0 === wanted.length > 0) return null;
  const becomesPaid = wanted.length > 0;
  return {
    title: becomesPaid ? 'Have everybody who comes pay?' : 'Have everybody who comes begin for free?',
    description: becomesPaid
      ? `${tier.name} is the default tier: with a price on it nothing is free any more. ${MUST_PAY} Who is on it already stays on it without paying.`
      : `${tier.name} is the default tier. ${NEED_NOT_PAY}`,
    confirmLabel: becomesPaid ? 'Have them pay' : 'Have them begin for free',
    tone: becomesPaid ? 'danger' : 'primary',
  };
}
