import fc from 'fast-check';
import { coverOf, monthsAround, signedCoverOf, type Span, type UsageCover } from './usage-cover';

const MS_PER_HOUR = 3_600_000;
const at = (text: string): Date => new Date(text);
const written = ({ months, days, hours }: UsageCover): string[][] =>
  [months, days, hours].map((spans) =>
    spans.map(({ from, to }) => `${from.toISOString().slice(0, 13)}/${to.toISOString().slice(0, 13)}`),
  );

describe('the cover of a range', () => {
  it('takes whole months, whole days beside them, and hours at the edges', () => {
    expect(written(coverOf({ from: at('2026-01-30T22:00:00Z'), to: at('2026-04-02T03:00:00Z') }, 'month'))).toEqual([
      ['2026-02-01T00/2026-04-01T00'],
      ['2026-01-31T00/2026-02-01T00', '2026-04-01T00/2026-04-02T00'],
      ['2026-01-30T22/2026-01-31T00', '2026-04-02T00/2026-04-02T03'],
    ]);
  });

  it('takes nothing coarser than it may', () => {
    const year = { from: at('2026-01-01T00:00:00Z'), to: at('2027-01-01T00:00:00Z') };
    expect(written(coverOf(year, 'month'))).toEqual([['2026-01-01T00/2027-01-01T00'], [], []]);
    expect(written(coverOf(year, 'day'))).toEqual([[], ['2026-01-01T00/2027-01-01T00'], []]);
    expect(written(coverOf(year, 'hour'))).toEqual([[], [], ['2026-01-01T00/2027-01-01T00']]);
  });

  it('is the range, each hour of it once, whatever the range', () => {
    const hour = fc.integer({ min: 480_000, max: 500_000 });
    fc.assert(
      fc.property(
        hour,
        fc.integer({ min: 1, max: 3_000 }),
        fc.constantFrom('month' as const, 'day' as const, 'hour' as const),
        (first, length, coarsest) => {
          const range: Span = { from: new Date(first * MS_PER_HOUR), to: new Date((first + length) * MS_PER_HOUR) };
          const { months, days, hours } = coverOf(range, coarsest);
          const parts = [...months, ...days, ...hours].sort((a, b) => a.from.getTime() - b.from.getTime());
          expect(parts[0]?.from).toEqual(range.from);
          expect(parts.at(-1)?.to).toEqual(range.to);
          parts.slice(1).forEach((part, index) => expect(part.from).toEqual(parts[index]?.to));
          for (const { from, to } of days) expect([from.getUTCHours(), to.getUTCHours()]).toEqual([0, 0]);
          for (const { from, to } of months) expect([from.getUTCDate(), to.getUTCDate(), from.getUTCHours()]).toEqual([1, 1, 0]);
        },
      ),
    );
  });
});

describe('the cover of a range by whole months that are mostly in it', () => {
  it('takes off what is left of this month, instead of adding up its days', () => {
    const { added, takenOff } = signedCoverOf({ from: at('2026-10-21T13:00:00Z'), to: at('2026-11-20T14:00:00Z') }, 'month');
    expect(written(added)).toEqual([
      ['2026-11-01T00/2026-12-01T00'],
      ['2026-10-22T00/2026-11-01T00'],
      ['2026-10-21T13/2026-10-22T00'],
    ]);
    expect(takenOff.map(written)).toEqual([[[], ['2026-11-21T00/2026-12-01T00'], ['2026-11-20T14/2026-11-21T00']]]);
  });

  it('is the range, each hour of it once and no other, whatever the range', () => {
    const spansOf = ({ months, days, hours }: UsageCover): Span[] => [...months, ...days, ...hours];
    fc.assert(
      fc.property(
        fc.integer({ min: 480_000, max: 490_000 }),
        fc.integer({ min: 1, max: 3_000 }),
        fc.constantFrom('month' as const, 'day' as const, 'hour' as const),
        (first, length, coarsest) => {
          const range: Span = { from: new Date(first * MS_PER_HOUR), to: new Date((first + length) * MS_PER_HOUR) };
          const { added, takenOff, around } = signedCoverOf(range, coarsest);
          const times = new Map<number, number>();
          const count = (sign: number) => (span: Span) => {
            expect(span.from >= around.from && span.to <= around.to).toBe(true);
            for (let hour = span.from.getTime(); hour < span.to.getTime(); hour += MS_PER_HOUR)
              times.set(hour, (times.get(hour) ?? 0) + sign);
          };
          spansOf(added).forEach(count(1));
          takenOff.flatMap(spansOf).forEach(count(-1));
          const inIt = [...times].filter(([, sum]) => sum !== 0);
          expect(inIt.every(([hour, sum]) => sum === 1 && hour >= range.from.getTime() && hour < range.to.getTime())).toBe(true);
          expect(inIt).toHaveLength(length);
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe('the months around a range', () => {
  const around = (from: string, to: string): string =>
    monthsAround({ from: at(from), to: at(to) })
      .map((month) => month.from.toISOString().slice(0, 7))
      .join(' ');

  it('are those that hold something of it', () => {
    expect(around('2026-10-22T10:00:00Z', '2026-11-21T11:00:00Z')).toBe('2026-10 2026-11');
    expect(around('2026-11-01T00:00:00Z', '2026-12-01T00:00:00Z')).toBe('2026-11');
    expect(around('2026-11-30T23:00:00Z', '2027-02-01T01:00:00Z')).toBe('2026-11 2026-12 2027-01 2027-02');
  });

  it('hold every hour of it, one after the other', () => {
    const hour = fc.integer({ min: 480_000, max: 500_000 });
    fc.assert(
      fc.property(hour, fc.integer({ min: 1, max: 8_800 }), (start, length) => {
        const range = { from: new Date(start * MS_PER_HOUR), to: new Date((start + length) * MS_PER_HOUR) };
        const months = monthsAround(range);
        const [first, last] = [months[0], months.at(-1)];
        if (first === undefined || last === undefined) throw new Error('a range has at least one month');
        expect(first.from <= range.from && range.from < first.to && last.from < range.to && range.to <= last.to).toBe(true);
        expect(months.slice(1).map(({ from }) => from)).toEqual(months.slice(0, -1).map(({ to }) => to));
        for (const { from } of months) expect([from.getUTCDate(), from.getUTCHours()]).toEqual([1, 0]);
      }),
    );
  });
});
