import type { Subscription } from './subscription.queries';

interface Fact {
  readonly text: string;
  readonly alarming?: true;
}

interface Words {
  readonly now: Date;
  readonly day: (at: string) => string;
  readonly money: (amount: number, currency: string) => string;
}

/** A gift that ends at midnight has the day before as its last, which is the day that was chosen. */
const justBefore = (at: string): string => new Date(Date.parse(at) - 1).toISOString();

type Given = Pick<Subscription, 'comp' | 'standing' | 'tier' | 'billing'>;

/** Whether what was given is what they have: not on top of what was bought and is worth as much. */
const isGiftHeld = ({ comp, standing, tier, billing }: Given): boolean =>
  standing === 'comped' || (comp?.tier.id === tier.id && billing === null);

/** What is said when a tier was given. */
export function givenWords(subscription: Given): string {
  if (isGiftHeld(subscription)) return 'Given. It holds from their next call on.';
  return `Given. ${subscription.tier.name} holds for now: it is worth as much or more.`;
}

/** What there is to say of money about a place, each in a sentence of its own without its point. */
export function billingFacts(subscription: Subscription, { day, money, now }: Words): Fact[] {
  const { billing, comp, served, quota } = subscription;
  const facts: Fact[] = [];
  if (comp) {
    const given = `${comp.tier.name} for free ${comp.until ? `until ${day(justBefore(comp.until))}` : 'for good'}`;
    facts.push({ text: isGiftHeld(subscription) ? `Has ${given}` : `Has ${subscription.tier.name}; was also given ${given}` });
  }
  if (!billing) return facts;
  const { price, tier, status } = billing;
  const isOver = billing.ends_at !== null && new Date(billing.ends_at) <= now;
  const isLive = !isOver && (status === 'active' || status === 'trialing' || status === 'past_due');
  if (price)
    facts.push({ text: `${isLive ? 'Pays' : 'Paid'} ${money(price.amount, price.currency)} a ${price.interval} for ${tier}` });
  if (billing.trial_ends_at) facts.push({ text: `Trial ends on ${day(billing.trial_ends_at)}` });
  if (billing.past_due_since) facts.push({ text: `Payment overdue since ${day(billing.past_due_since)}`, alarming: true });
  if (billing.past_due_since && billing.grace_ends_at && served)
    facts.push({ text: `Served until ${day(billing.grace_ends_at)}`, alarming: true });
  if (billing.ends_at) facts.push({ text: isLive ? `Cancels on ${day(billing.ends_at)}` : `Ended on ${day(billing.ends_at)}` });
  if (billing.next_tier && billing.next_charge_at)
    facts.push({ text: `Changes to ${billing.next_tier} on ${day(billing.next_charge_at)}` });
  else if (billing.next_charge_at) facts.push({ text: `Next charge on ${day(billing.next_charge_at)}` });
  if (!served && quota.limit === 0) facts.push({ text: 'Not served: their calls are refused', alarming: true });
  else if (!served) facts.push({ text: 'Not served: they have what the default tier gives', alarming: true });
  return facts;
}
