import { rateLimitOf } from '../policy/gcra';
import { shareOfRate } from './when-counters-are-down';

describe('the share of a rate', () => {
  it('is never more than that share, and one call a minute at least', () => {
    expect(shareOfRate(rateLimitOf(60, 20), 0.5)).toEqual(rateLimitOf(30, 10));
    expect(shareOfRate(rateLimitOf(7, 3), 0.25)).toEqual(rateLimitOf(1, 1));
    expect(shareOfRate(rateLimitOf(1, null), 0.1)).toEqual(rateLimitOf(1, 1));
    expect(shareOfRate(rateLimitOf(60, 20), 1)).toEqual(rateLimitOf(60, 20));
  });

  it('is no limit where there is none', () => {
    expect(shareOfRate(null, 0.5)).toBeNull();
  });
});
