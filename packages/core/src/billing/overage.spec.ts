import fc from 'fast-check';
import {
  billedAt,
  billedMonthOf,
  normalUnitAmount,
  readableOverage,
  reportIdentifier,
  unitAmountFault,
  unitsToReport,
} from './overage';

const at = (text: string): Date => new Date(text);
const november = { startsAt: at('2026-11-05T10:23:45Z'), endsAt: at('2026-12-05T10:23:45Z') };
const year = { startsAt: at('2026-01-31T10:23:45Z'), endsAt: at('2027-01-31T10:23:45Z') };
const spanOf = ({ key, startsAt, endsAt }: { key: string; startsAt: Date; endsAt: Date }): string[] => [
  key,
  startsAt.toISOString(),
  endsAt.toISOString(),
];

describe('the month of a billed period', () => {
  it('is the period itself, from hour to hour', () => {
    const month = ['2026-11-05T10/2026-12-05T10', '2026-11-05T10:00:00.000Z', '2026-12-05T10:00:00.000Z'];
    for (const now of ['2026-11-05T10:00:00Z', '2026-11-20T00:00:00Z', '2026-12-05T09:59:59Z'])
      expect(spanOf(billedMonthOf(november, at(now)))).toEqual(month);
  });

  it('is the one that follows until Stripe tells of it, and the same once it has', () => {
    const now = at('2026-12-05T10:10:00Z');
    const renewed = { startsAt: november.endsAt, endsAt: at('2027-01-05T10:23:45Z') };
    expect(spanOf(billedMonthOf(november, now))).toEqual(spanOf(billedMonthOf(renewed, now)));
  });

  it('is as long as Stripe’s, where that keeps to the end of months', () => {
    const march = { startsAt: at('2026-02-28T08:30:00Z'), endsAt: at('2026-03-31T08:30:00Z') };
    expect(spanOf(billedMonthOf(march, at('2026-03-30T00:00:00Z')))).toEqual([
      '2026-02-28T08/2026-03-31T08',
      '2026-02-28T08:00:00.000Z',
      '2026-03-31T08:00:00.000Z',
    ]);
  });

  it('is one of twelve in a year', () => {
    expect(spanOf(billedMonthOf(year, at('2026-03-01T00:00:00Z')))).toEqual([
      '2026-02-28T10/2026-03-31T10',
      '2026-02-28T10:00:00.000Z',
      '2026-03-31T10:00:00.000Z',
    ]);
  });

  it('holds now, has whole hours, and leaves no hour out nor in two, in any period', () => {
    const period = fc
      .tuple(fc.integer({ min: Date.UTC(2025, 0, 1), max: Date.UTC(2027, 0, 1) }), fc.constantFrom(1, 12))
      .map(([from, months]) => {
        const startsAt = new Date(from);
        const endsAt = new Date(from);
        endsAt.setUTCMonth(endsAt.getUTCMonth() + months);
        return { startsAt, endsAt };
      });
    const now = fc.integer({ min: Date.UTC(2024, 6, 1), max: Date.UTC(2028, 6, 1) }).map((ms) => new Date(ms));
    fc.assert(
      fc.property(period, now, (billed, moment) => {
        const month = billedMonthOf(billed, moment);
        expect(month.startsAt <= moment && moment < month.endsAt).toBe(true);
        expect([month.startsAt, month.endsAt].map((edge) => edge.getTime() % 3_600_000)).toEqual([0, 0]);
        const [last, next] = [new Date(month.endsAt.getTime() - 1), month.endsAt];
        expect(billedMonthOf(billed, last).key).toBe(month.key);
        expect(billedMonthOf(billed, next).startsAt).toEqual(month.endsAt);
      }),
    );
  });
});

describe('what goes beyond', () => {
  it('is reported to the unit, however often one looks and whatever was late', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1_000), { maxLength: 20 }), fc.nat(2_000), (batches, included) => {
        let [used, reported] = [0, 0];
        for (const units of batches) {
          used += units;
          reported += unitsToReport({ used, included, reported });
          reported += unitsToReport({ used, included, reported });
        }
        expect(reported).toBe(Math.max(0, used - included));
      }),
    );
  });

  it('is never taken back, nor more than was counted, when what is included is raised or lowered', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(1_000), fc.nat(2_000)), { maxLength: 20 }), (looks) => {
        let [used, reported] = [0, 0];
        for (const [units, included] of looks) {
          used += units;
          const more = unitsToReport({ used, included, reported });
          expect(more).toBeGreaterThanOrEqual(0);
          reported += more;
        }
        expect(reported).toBeLessThanOrEqual(used);
      }),
    );
  });

  it('has a name of its own each time, that Stripe takes', () => {
    const month = {
      stripeSubscriptionId: `sub_1${'0'.repeat(23)}`,
      tierId: `tir_${'0'.repeat(26)}`,
      startsAt: at('2026-11-05T10:00:00Z'),
    };
    expect(reportIdentifier(month, 3)).toBe(`${month.stripeSubscriptionId}.${month.tierId}.2026-11-05T10.3`);
    expect(reportIdentifier(month, 999_999).length).toBeLessThanOrEqual(100);
  });

  it('is stamped within its period while that can be billed, and now once it cannot', () => {
    const stamp = (now: string): string => billedAt(november, at(now)).toISOString();
    expect(stamp('2026-11-05T10:00:00Z')).toBe('2026-11-05T10:23:45.000Z');
    expect(stamp('2026-11-06T00:00:00Z')).toBe('2026-11-06T00:00:00.000Z');
    expect(stamp('2026-12-05T10:40:00Z')).toBe('2026-12-05T10:23:44.000Z');
    expect(stamp('2026-12-05T10:53:45Z')).toBe('2026-12-05T10:53:45.000Z');
  });
});

describe('the price of a unit', () => {
  it.each(['2', '0.5', '0.000000000001', '12.340'])('may be %s', (text) => {
    expect(unitAmountFault(text)).toBeNull();
  });

  it.each(['', '0', '0.0', '-1', '1e3', '01', '.5', '1.', '1,5', '0.0000000000001', '999999999', 'NaN', ' 1'])(
    'may not be “%s”',
    (text) => {
      expect(unitAmountFault(text)).not.toBeNull();
    },
  );

  it('is the same with zeros behind it', () => {
    expect(['2.50', '2.0', '20', '0.500'].map(normalUnitAmount)).toEqual(['2.5', '2', '20', '0.5']);
  });
});

describe('a price of a unit that people can read', () => {
  it.each([
    ['2', { amount: 2, units: 1 }],
    ['0.5', { amount: 5, units: 10 }],
    ['0.25', { amount: 25, units: 100 }],
    ['12.5', { amount: 125, units: 10 }],
    ['0.001', { amount: 1, units: 1_000 }],
  ])('is whole minor units for so many: %s', (text, readable) => {
    expect(readableOverage(text)).toEqual(readable);
  });
});
