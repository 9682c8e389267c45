import fc from 'fast-check';
import { arrive, forgiven, rateLimitOf, rateStateOf } from './gcra';

const second = 1_000_000;
const start = 1_700_000_000 * second;

/** How many calls get through that arrive at these moments. */
function accepted(limit: ReturnType<typeof rateLimitOf>, moments: readonly number[]): number {
  let tat = 0;
  let count = 0;
  for (const now of moments) {
    const next = arrive(limit, tat, now);
    if (next === null) continue;
    tat = next;
    count += 1;
  }
  return count;
}

describe('arrive', () => {
  it('lets the burst through at once, and then one an interval', () => {
    const limit = rateLimitOf(60, 10);
    expect(accepted(limit, Array<number>(100).fill(start))).toBe(10);
    const steady = Array.from({ length: 601 }, (_, index) => start + index * 100_000);
    expect(accepted(limit, steady)).toBe(10 + 60);
  });

  it('never lets more through in any window than the burst and what refills in it', () => {
    const calls = fc.array(fc.integer({ min: 0, max: 3 * second }), { maxLength: 200 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6_000 }), fc.integer({ min: 1, max: 50 }), calls, (perMinute, burst, gaps) => {
        const limit = rateLimitOf(perMinute, burst);
        let now = start;
        const moments = gaps.map((gap) => (now += gap));
        const windowMicros = now - start;
        expect(accepted(limit, moments)).toBeLessThanOrEqual(burst + Math.floor((windowMicros * perMinute) / 60_000_000) + 1);
      }),
    );
  });

  it('accepts exactly as often as its state promises', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 600 }),
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 0, max: 90 * second }),
        (rate, burst, debt) => {
          const limit = rateLimitOf(rate, burst);
          const tat = start + Math.min(debt, burst * limit.intervalMicros);
          const { remaining } = rateStateOf(limit, tat, start);
          let next = tat;
          for (let call = 0; call < remaining; call += 1) {
            const step = arrive(limit, next, start);
            expect(step).not.toBeNull();
            next = step ?? 0;
          }
          expect(arrive(limit, next, start)).toBeNull();
        },
      ),
    );
  });
});

describe('forgiven', () => {
  it('leaves whoever used up a slow bucket an empty quick one: the next call after one of its intervals, and no burst', () => {
    const [slow, quick] = [rateLimitOf(1, 60), rateLimitOf(600, 10)];
    const usedUp = Array.from({ length: 60 }).reduce<number>((tat) => arrive(slow, tat, start) ?? 0, 0);
    const tat = forgiven(quick, usedUp, start);
    expect(arrive(quick, tat, start)).toBeNull();
    const next = arrive(quick, tat, start + quick.intervalMicros);
    expect(next).not.toBeNull();
    expect(arrive(quick, next ?? 0, start + quick.intervalMicros)).toBeNull();
    expect(forgiven(slow, usedUp, start)).toBe(usedUp);
  });
});

describe('rateStateOf', () => {
  it('is whole when nothing was used', () => {
    expect(rateStateOf(rateLimitOf(60, null), 0, start)).toEqual({ remaining: 60, nextSeconds: 0, resetSeconds: 0 });
  });

  it('says after the first of sixty what the contract shows', () => {
    const limit = rateLimitOf(60, null);
    expect(rateStateOf(limit, arrive(limit, 0, start) ?? 0, start)).toEqual({ remaining: 59, nextSeconds: 1, resetSeconds: 1 });
  });

  it('promises the next call when it is really free', () => {
    const limit = rateLimitOf(7, 2);
    const full = start + 2 * limit.intervalMicros;
    const { remaining, nextSeconds, resetSeconds } = rateStateOf(limit, full, start);
    expect([remaining, nextSeconds, resetSeconds]).toEqual([0, 9, 18]);
    expect(arrive(limit, full, start + nextSeconds * second)).not.toBeNull();
    expect(arrive(limit, full, start + (nextSeconds - 1) * second)).toBeNull();
  });

  it('shows no negative rest when an edit made the limit smaller', () => {
    expect(rateStateOf(rateLimitOf(60, 2), start + 10 * second, start).remaining).toBe(0);
  });
});
