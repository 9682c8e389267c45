import fc from 'fast-check';
import { coverOf, type Span, type UsageCover } from './usage-cover';

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
