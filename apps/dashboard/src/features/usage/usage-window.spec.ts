import { buildSeries, buildUsageWindow, sumDays } from './usage-window';

const now = new Date('2026-11-21T14:35:12Z');

describe('buildUsageWindow', () => {
  it('ends with the present hour and spans whole hours', () => {
    const window = buildUsageWindow('24h', now);
    expect(window).toEqual({ from: new Date('2026-11-20T15:00:00Z'), to: new Date('2026-11-21T15:00:00Z'), bucket: 'hour' });
  });

  it('spans 168 hours for seven days and thirty UTC days for a month', () => {
    expect(buildUsageWindow('7d', now).from).toEqual(new Date('2026-11-14T15:00:00Z'));
    expect(buildUsageWindow('30d', now)).toEqual({
      from: new Date('2026-10-23T00:00:00Z'),
      to: new Date('2026-11-22T00:00:00Z'),
      bucket: 'day',
      timeZone: 'UTC',
    });
  });
});

describe('the longer spans', () => {
  it('are whole UTC days, the present one included', () => {
    expect(buildUsageWindow('90d', now).from).toEqual(new Date('2026-08-24T00:00:00Z'));
    expect(buildUsageWindow('12m', now)).toEqual({
      from: new Date('2025-11-22T00:00:00Z'),
      to: new Date('2026-11-22T00:00:00Z'),
      bucket: 'day',
      timeZone: 'UTC',
    });
  });
});

describe('days of one’s choice', () => {
  it('are whole UTC days, the last one included, and told by the hour when they are few', () => {
    expect(buildUsageWindow({ first: '2026-11-01', last: '2026-11-07' }, now)).toEqual({
      from: new Date('2026-11-01T00:00:00Z'),
      to: new Date('2026-11-08T00:00:00Z'),
      bucket: 'hour',
      timeZone: 'UTC',
    });
    expect(buildUsageWindow({ first: '2026-11-01', last: '2026-11-08' }, now).bucket).toBe('day');
  });

  it('are told by the day when their hours may be forgotten by now', () => {
    expect(buildUsageWindow({ first: '2026-10-25', last: '2026-10-25' }, now).bucket).toBe('hour');
    expect(buildUsageWindow({ first: '2026-10-24', last: '2026-10-24' }, now).bucket).toBe('day');
  });
});

describe('buildSeries', () => {
  it('has a point for every hour, also for those in which nobody called', () => {
    const series = buildSeries([{ key: '2026-11-21T13:00:00Z', calls: 7 }], buildUsageWindow('24h', now));
    expect(series).toHaveLength(24);
    expect(series.at(-2)).toEqual({ at: Date.parse('2026-11-21T13:00:00Z'), calls: 7 });
    expect(series.reduce((sum, { calls }) => sum + calls, 0)).toBe(7);
  });

  it('reads the key of a day without a time', () => {
    const series = buildSeries([{ key: '2026-11-20', calls: 3 }], buildUsageWindow('30d', now));
    expect(series.at(-2)).toEqual({ at: Date.parse('2026-11-20T00:00:00Z'), calls: 3 });
  });
});

describe('sumDays', () => {
  it("tells today's calls from yesterday's by the reader's own midnight", () => {
    const noon = new Date(2026, 10, 21, 12);
    const at = (day: number, hour: number) => new Date(2026, 10, day, hour).getTime();
    const points = [
      { at: at(19, 23), calls: 100 },
      { at: at(20, 0), calls: 10 },
      { at: at(20, 23), calls: 1 },
      { at: at(21, 0), calls: 5 },
      { at: at(21, 11), calls: 2 },
    ];
    expect(sumDays(points, noon)).toEqual({ today: 7, yesterday: 11 });
  });
});
