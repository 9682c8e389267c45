import fc from 'fast-check';
import { compEndFault, type PlaceAndComp, placeInEffect } from './comp';

const now = new Date('2026-11-20T12:00:00Z');
const later = new Date('2026-12-01T00:00:00Z');
const earlier = new Date('2026-11-01T00:00:00Z');
const place = (more: Partial<PlaceAndComp> = {}): PlaceAndComp => ({
  tierId: 'tir_free',
  status: 'active',
  servedUntil: null,
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

  it('never serves less than the place alone, and says until when it holds', () => {
    const moment = fc.integer({ min: 0, max: 40 }).map((days) => new Date(Date.UTC(2026, 10, 1 + days)));
    const any = fc.record({
      tierId: fc.constantFrom('a', 'b'),
      status: fc.constantFrom('active' as const, 'past_due' as const, 'canceled' as const),
      servedUntil: fc.option(moment),
      compTierId: fc.option(fc.constantFrom('a', 'b')),
      compedUntil: fc.option(moment),
    });
    fc.assert(
      fc.property(any, moment, moment, (one, at, next) => {
        const inEffect = placeInEffect(one, at);
        const alone = placeInEffect({ ...one, compTierId: null }, at);
        expect(inEffect.isServed || !alone.isServed).toBe(true);
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
