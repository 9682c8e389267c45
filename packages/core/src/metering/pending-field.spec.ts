import fc from 'fast-check';
import { decodePendingField, encodeUsageKey, entriesOf, type UsageKey } from './pending-field';

const key: UsageKey = {
  workspaceId: 'wsp_1',
  gptId: 'gpt_1',
  subscriberId: 'usr_1',
  action: 'listFoods',
  tier: 'free',
  hour: 498_322,
};
const prefix = encodeUsageKey(key);

describe('a pending field', () => {
  it('gives back whatever key it was made of', () => {
    const part = fc.stringMatching(/^[^\u0000-\u001f]{1,40}$/u);
    const keys = fc.record({
      workspaceId: part,
      gptId: part,
      subscriberId: part,
      action: part,
      tier: part,
      hour: fc.integer({ min: 438_288, max: 2_016_143 }),
    });
    fc.assert(
      fc.property(keys, fc.constantFrom(['c', 'calls'], ['u', 'cost'], ['d', 'denied']), (anyKey, [suffix, metric]) => {
        expect(decodePendingField(`${encodeUsageKey(anyKey)}${suffix}`)).toEqual({ key: anyKey, metric });
      }),
    );
  });

  it.each([
    ['an empty action', { action: '' }],
    ['a separator inside of a part', { action: 'list\u001ffoods' }],
    ['a line break', { tier: 'free\n' }],
  ])('is not made of %s', (_what, part) => {
    expect(() => encodeUsageKey({ ...key, ...part })).toThrow(RangeError);
  });

  it.each([
    ['nothing', ''],
    ['no metric', prefix],
    ['an unknown metric', `${prefix}x`],
    ['a part too many', `${prefix}c\u001fc`],
    ['an hour that is no number', `${prefix.replace('498322', 'now')}c`],
    ['an hour of the year 1970', `${prefix.replace('498322', '12')}c`],
    ['an hour after the year 2199', `${prefix.replace('498322', '2016144')}c`],
  ])('is not read when it holds %s', (_what, field) => {
    expect(decodePendingField(field)).toBeNull();
  });
});

describe('entriesOf', () => {
  it('joins the metrics of one key into one row', () => {
    const { entries, unreadable } = entriesOf([
      [`${prefix}c`, '3'],
      [`${prefix}u`, '9'],
      [`${prefix}d`, '1'],
    ]);
    expect(entries).toEqual([
      { ...key, startsAt: new Date('2026-11-06T10:00:00Z'), counts: { calls: 3n, cost: 9n, denied: 1n } },
    ]);
    expect(unreadable).toEqual([]);
  });

  it('keeps counts exact past 2^53', () => {
    const { entries } = entriesOf([[`${prefix}c`, '9007199254740993']]);
    expect(entries[0]?.counts.calls).toBe(9_007_199_254_740_993n);
  });

  it('hands back what it cannot read', () => {
    const { entries, unreadable } = entriesOf([
      ['from another version', '5'],
      [`${prefix}c`, 'many'],
    ]);
    expect(entries).toEqual([]);
    expect(unreadable).toEqual([
      { field: 'from another version', value: '5' },
      { field: `${prefix}c`, value: 'many' },
    ]);
  });
});
