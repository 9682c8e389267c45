import fc from 'fast-check';
import { compEndFault, isDearer, type PlaceAndComp, placeInEffect as placeAmong, type TierWorth } from './comp';

const now = new Date('2026-11-20T12:00:00Z');
const later = new Date('2026-12-01T00:00:00Z');
const earlier = new Date('2026-11-01T00:00:00Z');
const worth = (id: string, priceAmount: number | null, priceInterval: 'month' | 'year' = 'month', currency = 'eur'): TierWorth =>
  priceAmount === null
    ? { id, priceAmount, priceCurrency: null, priceInterval: null }
    : { id, priceAmount, priceCurrency: currency, priceInterval };
const TIERS = [worth('tir_free', null), worth('tir_basic', 100), worth('tir_pro', 3000), worth('tir_team', 9000)];
const placeInEffect = (one: PlaceAndComp, at: Date) => placeAmong(one, TIERS, at);
const place = (more: Partial<PlaceAndComp> = {}): PlaceAndComp => ({
  tierId: 'tir_free',
  status: 'active',
  servedUntil: null,
  stripeSubscriptionId: null,
  compTierId: null,
  compedUntil: null,
  ...more,
});

describe('a place with a comp', () => {
  it('is on the tier that was given, to its moment and not one more, and then what it was', () => {
    const given = place({ compTierId: 'tir_pro', compedUntil: later });
    const comped = { isServed: true, tierId: 'tir_pro', status: 'comped', until: later };
    expect(placeInEffect(given, new Date(later.getTime() - 1))).toEqual(comped);
    expect(placeInEffect(given, later)).toEqual({ isServed: true, tierId: 'tir_free', status: 'active', until: null });
  });

  it('stays so when it was given for good', () => {
    expect(placeInEffect(place({ compTierId: 'tir_pro' }), later)).toMatchObject({ tierId: 'tir_pro', until: null });
  });

  it('serves whoever is served no more, and after it nobody', () => {
    const over = place({
      tierId: 'tir_pro',
      status: 'canceled',
      servedUntil: new Date(0),
      compTierId: 'tir_pro',
      compedUntil: later,
    });
    expect(placeInEffect(over, now)).toEqual({ isServed: true, tierId: 'tir_pro', status: 'comped', until: later });
    expect(placeInEffect(over, later)).toMatchObject({ isServed: false, status: 'canceled' });
  });

  it('lets whoever pays for the same tier stand on what they pay for, and takes over when that ends', () => {
    const paid = place({ tierId: 'tir_pro', status: 'past_due', servedUntil: now, compTierId: 'tir_pro', compedUntil: later });
    expect(placeInEffect(paid, earlier)).toEqual({ isServed: true, tierId: 'tir_pro', status: 'past_due', until: now });
    expect(placeInEffect(paid, now)).toEqual({ isServed: true, tierId: 'tir_pro', status: 'comped', until: later });
  });

  it('goes before what was bought only where it is worth more, and waits beneath it for its end', () => {
    const bought = place({ tierId: 'tir_pro', servedUntil: later, stripeSubscriptionId: 'sub_1' });
    expect(placeInEffect({ ...bought, compTierId: 'tir_team' }, now)).toMatchObject({ tierId: 'tir_team', status: 'comped' });
    const lesser = { ...bought, compTierId: 'tir_basic' };
    expect(placeInEffect(lesser, now)).toEqual({ isServed: true, tierId: 'tir_pro', status: 'active', until: later });
    expect(placeInEffect(lesser, later)).toMatchObject({ tierId: 'tir_basic', status: 'comped' });
    // Of whoever pays nothing it is the creator's to say.
    expect(placeInEffect({ ...lesser, stripeSubscriptionId: null }, now)).toMatchObject({ tierId: 'tir_basic' });
  });

  it('is worth more than another tier by the month and in the same currency, and than one that is free', () => {
    const [month, year] = [worth('m', 1_000), worth('y', 12_000, 'year')];
    for (const [one, other, is] of [
      [month, year, false],
      [year, month, false],
      [month, worth('y', 11_999, 'year'), true],
      [worth('y', 12_001, 'year'), month, true],
      [worth('d', 9_000, 'month', 'usd'), month, false],
      [month, worth('f', null), true],
      [worth('f', null), worth('g', null), false],
      [worth('f', null), month, false],
      [undefined, month, false],
    ] as const)
      expect([one, other, isDearer(one, other)]).toEqual([one, other, is]);
  });

  it('never serves less than the place alone nor a lesser tier than what is paid for, and says until when it holds', () => {
    const moment = fc.integer({ min: 0, max: 40 }).map((days) => new Date(Date.UTC(2026, 10, 1 + days)));
    const tier = fc.constantFrom(...TIERS.map(({ id }) => id));
    const any = fc.record({
      tierId: tier,
      status: fc.constantFrom('active' as const, 'past_due' as const, 'canceled' as const),
      servedUntil: fc.option(moment),
      stripeSubscriptionId: fc.option(fc.constant('sub_1')),
      compTierId: fc.option(tier),
      compedUntil: fc.option(moment),
    });
    const rank = (id: string): number => TIERS.findIndex((one) => one.id === id);
    fc.assert(
      fc.property(any, moment, moment, (one, at, next) => {
        const inEffect = placeInEffect(one, at);
        const alone = placeInEffect({ ...one, compTierId: null }, at);
        expect(inEffect.isServed || !alone.isServed).toBe(true);
        if (alone.isServed && one.stripeSubscriptionId !== null)
          expect(rank(inEffect.tierId)).toBeGreaterThanOrEqual(rank(alone.tierId));
        // What was read once holds until the moment that it names.
        if (inEffect.isServed && next >= at && (inEffect.until === null || next < inEffect.until))
          expect(placeInEffect(one, next)).toEqual(inEffect);
      }),
    );
  });

  it.each([
    [null, null],
    [later, null],
    [now, 'must be in the future'],
    [earlier, 'must be in the future'],
  ])('may end at %s: %s', (until, fault) => {
    expect(compEndFault(until, now)).toBe(fault);
  });
});
