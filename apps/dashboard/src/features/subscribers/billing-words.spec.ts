import { billingFacts, givenWords } from './billing-words';
import { dayOf, endOfDay } from './comp-draft';
import type { Subscription } from './subscription.queries';

type Billing = NonNullable<Subscription['billing']>;

const now = new Date('2026-11-20T12:00:00Z');
const words = { now, day: (at: string) => at.slice(0, 10), money: (amount: number, currency: string) => `${amount} ${currency}` };
const billing = (more: Partial<Billing> = {}): Billing => ({
  status: 'active',
  tier: 'Pro',
  price: { amount: 900, currency: 'eur', interval: 'month' },
  next_charge_at: null,
  trial_ends_at: null,
  past_due_since: null,
  grace_ends_at: null,
  ends_at: null,
  next_tier: null,
  stripe_url: null,
  ...more,
});
const pro = { id: 'tir_pro', key: 'pro', name: 'Pro' };
const place = (more: Partial<Subscription>): Subscription =>
  ({ billing: null, comp: null, served: true, standing: 'free', tier: pro, quota: { limit: 100 }, ...more }) as Subscription;
const texts = (more: Partial<Subscription>): string[] => billingFacts(place(more), words).map(({ text }) => text);

describe('what is said of money about a place', () => {
  it('is nothing where none was ever asked for', () => {
    expect(texts({})).toEqual([]);
  });

  it('is the price and the next charge of who pays', () => {
    expect(texts({ billing: billing({ next_charge_at: '2026-12-01T00:00:00Z' }) })).toEqual([
      'Pays 900 eur a month for Pro',
      'Next charge on 2026-12-01',
    ]);
  });

  it('is the end of who cancelled, and no charge', () => {
    expect(texts({ billing: billing({ ends_at: '2026-12-01T00:00:00Z' }) })).toContain('Cancels on 2026-12-01');
    expect(texts({ billing: billing({ ends_at: '2026-11-20T00:00:00Z' }) })).toContain('Ended on 2026-11-20');
    const over = { billing: billing({ status: 'canceled', ends_at: '2026-11-01T00:00:00Z' }), served: false };
    expect(texts(over)).toEqual([
      'Paid 900 eur a month for Pro',
      'Ended on 2026-11-01',
      'Not served: they have what the default tier gives',
    ]);
    const nothing = { ...over, quota: { limit: 0, used: 0, starts_at: '', resets_at: '' } };
    expect(texts(nothing).at(-1)).toBe('Not served: their calls are refused');
  });

  it('is since when a payment is overdue, and how long that is borne with', () => {
    const late = billing({ status: 'past_due', past_due_since: '2026-11-10T00:00:00Z', grace_ends_at: '2026-11-17T00:00:00Z' });
    expect(texts({ billing: late })).toEqual(
      expect.arrayContaining(['Payment overdue since 2026-11-10', 'Served until 2026-11-17']),
    );
  });

  it('is what was given for free, with what they pay beneath', () => {
    const comp = { tier: { id: 'tir_1', name: 'Team' }, until: null };
    const standing = 'comped';
    expect(texts({ standing, comp, billing: billing() })[0]).toBe('Has Team for free for good');
    const until = (at: string) => texts({ standing, comp: { ...comp, until: at } });
    expect(until('2026-12-24T00:00:00Z')).toEqual(['Has Team for free until 2026-12-23']);
    expect(until('2026-12-24T12:00:00Z')).toEqual(['Has Team for free until 2026-12-24']);
    expect(givenWords(place({ standing, comp }))).toBe('Given. It holds from their next call on.');
  });

  it('is what they bought where that holds, and that something was given beneath it', () => {
    const bought = {
      standing: 'paying',
      billing: billing(),
      comp: { tier: { id: 'tir_1', name: 'Basic' }, until: null },
    } as const;
    expect(texts(bought)).toEqual(['Has Pro; was also given Basic for free for good', 'Pays 900 eur a month for Pro']);
    expect(givenWords(place(bought))).toBe('Given. Pro holds for now: it is worth as much or more.');
  });

  it('is what they have for free where the very tier was given that is theirs anyway', () => {
    expect(texts({ comp: { tier: pro, until: null } })).toEqual(['Has Pro for free for good']);
  });
});

describe('the last day of a comp', () => {
  it('is whole, and comes back as it was chosen', () => {
    for (const day of ['2026-12-31', '2028-02-29', '2026-03-29']) expect(dayOf(endOfDay(day) ?? '')).toBe(day);
    expect(endOfDay('')).toBeNull();
  });
});
