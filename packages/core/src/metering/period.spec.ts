import fc from 'fast-check';
import { dayOf, hourOf, hourStart, monthOf, subscriptionMonthOf } from './period';

describe('monthOf', () => {
  it.each([
    ['2026-11-02T10:00:00Z', '2026-11', '2026-11-01T00:00:00.000Z', '2026-12-01T00:00:00.000Z'],
    ['2026-12-31T23:59:59.999Z', '2026-12', '2026-12-01T00:00:00.000Z', '2027-01-01T00:00:00.000Z'],
    ['2027-01-01T00:00:00Z', '2027-01', '2027-01-01T00:00:00.000Z', '2027-02-01T00:00:00.000Z'],
    ['2028-02-29T12:00:00Z', '2028-02', '2028-02-01T00:00:00.000Z', '2028-03-01T00:00:00.000Z'],
  ])('%s lies in %s', (now, key, startsAt, endsAt) => {
    const period = monthOf(new Date(now));
    expect([period.key, period.startsAt.toISOString(), period.endsAt.toISOString()]).toEqual([key, startsAt, endsAt]);
  });
});

describe('hourOf', () => {
  it('changes on the hour and not before', () => {
    const hour = hourOf(new Date('2026-11-02T10:00:00Z'));
    expect(hourOf(new Date('2026-11-02T10:59:59.999Z'))).toBe(hour);
    expect(hourOf(new Date('2026-11-02T11:00:00Z'))).toBe(hour + 1);
    expect(hourStart(hour).toISOString()).toBe('2026-11-02T10:00:00.000Z');
  });

  it('counts the hour that a clock change repeats as two: 25 October 2026, 02:00 to 03:00 in Paris', () => {
    expect(hourOf(new Date('2026-10-25T02:30:00+02:00')) + 1).toBe(hourOf(new Date('2026-10-25T02:30:00+01:00')));
  });
});

describe('subscriptionMonthOf', () => {
  it.each([
    ['in its first hour', '2026-11-15T10:22:33Z', '2026-11-15T10:22:33Z', '2026-11-15T10', '2026-12-15T10:00:00.000Z'],
    ['before the day', '2026-11-15T10:22:33Z', '2026-12-15T09:59:59.999Z', '2026-11-15T10', '2026-12-15T10:00:00.000Z'],
    ['from the hour on', '2026-11-15T10:22:33Z', '2026-12-15T10:00:00Z', '2026-12-15T10', '2027-01-15T10:00:00.000Z'],
    [
      'in a month that lacks the day',
      '2026-01-31T00:00:00Z',
      '2026-02-28T00:00:00Z',
      '2026-02-28T00',
      '2026-03-31T00:00:00.000Z',
    ],
    [
      'before that month has its last day',
      '2026-01-31T08:00:00Z',
      '2026-02-28T07:59:00Z',
      '2026-01-31T08',
      '2026-02-28T08:00:00.000Z',
    ],
    ['in a leap year', '2027-12-31T00:00:00Z', '2028-02-29T12:00:00Z', '2028-02-29T00', '2028-03-31T00:00:00.000Z'],
    [
      'before it began, by a clock that is behind',
      '2026-11-01T00:10:00Z',
      '2026-10-31T23:59:00Z',
      '2026-10-01T00',
      '2026-11-01T00:00:00.000Z',
    ],
  ])('%s: from %s, at %s', (_what, anchor, now, key, endsAt) => {
    const period = subscriptionMonthOf(new Date(anchor), new Date(now));
    expect([period.key, period.endsAt.toISOString()]).toEqual([`${key}/${endsAt.slice(0, 13)}`, endsAt]);
  });

  const moment = fc.date({ min: new Date('2025-01-01T00:00:00Z'), max: new Date('2035-01-01T00:00:00Z'), noInvalidDate: true });

  it('puts every moment into exactly one month: months follow each other without gap or overlap, on whole hours', () => {
    fc.assert(
      fc.property(moment, moment, (anchor, now) => {
        const month = subscriptionMonthOf(anchor, now);
        expect(month.startsAt <= now && now < month.endsAt).toBe(true);
        expect(subscriptionMonthOf(anchor, month.endsAt).startsAt).toEqual(month.endsAt);
        expect(subscriptionMonthOf(anchor, new Date(month.endsAt.getTime() - 1)).startsAt).toEqual(month.startsAt);
        expect(month.startsAt.getTime() % 3_600_000).toBe(0);
        expect((month.endsAt.getTime() - month.startsAt.getTime()) / 86_400_000).toBeGreaterThanOrEqual(28);
        expect((month.endsAt.getTime() - month.startsAt.getTime()) / 86_400_000).toBeLessThanOrEqual(31);
      }),
    );
  });
});

describe('dayOf', () => {
  it('is the day in UTC', () => {
    const day = dayOf(new Date('2026-12-31T23:59:59.999Z'));
    expect([day.key, day.endsAt.toISOString()]).toEqual(['2026-12-31', '2027-01-01T00:00:00.000Z']);
  });
});
