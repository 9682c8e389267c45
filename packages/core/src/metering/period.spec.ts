import { hourOf, hourStart, monthOf } from './period';

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
