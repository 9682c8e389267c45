import { formatCount, formatRelative, formatShare } from './format';

const now = new Date('2026-11-21T12:00:00Z');

describe('formatRelative', () => {
  it.each([
    ['2026-11-21T11:59:40Z', 'just now'],
    ['2026-11-21T12:00:20Z', 'just now'],
    ['2026-11-21T12:05:00Z', 'just now'],
    ['2026-11-21T11:55:00Z', '5 minutes ago'],
    ['2026-11-21T09:00:00Z', '3 hours ago'],
    ['2026-11-20T11:00:00Z', 'yesterday'],
  ])('tells %s as %j', (at, text) => {
    expect(formatRelative(at, now)).toBe(text);
  });

  it('gives a date for what is long ago, with the year when it is another', () => {
    expect(formatRelative('2026-08-01T12:00:00Z', now)).toBe('Aug 1');
    expect(formatRelative('2024-08-01T12:00:00Z', now)).toBe('Aug 1, 2024');
  });
});

describe('formatCount', () => {
  it('agrees with its noun', () => {
    expect([formatCount(0, 'call'), formatCount(1, 'call'), formatCount(1234, 'call')]).toEqual([
      '0 calls',
      '1 call',
      '1,234 calls',
    ]);
  });
});

describe('formatShare', () => {
  it('is nothing of nothing', () => {
    expect([formatShare(0, 0), formatShare(1, 8)]).toEqual(['0%', '12.5%']);
  });
});
