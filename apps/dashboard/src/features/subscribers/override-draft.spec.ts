import { checkOverrides, toOverrides, toOverrideTexts } from './override-draft';

describe('limits of somebody’s own while they are edited', () => {
  it('are told as they came when nothing was changed', () => {
    for (const overrides of [{}, { quota_per_month: 5 }, { quota_per_month: null, rate_per_minute: 60, burst: 2 }]) {
      expect(toOverrides(toOverrideTexts(overrides))).toEqual(overrides);
    }
  });

  it('tell "as the tier says", "no limit" and "nothing at all" apart', () => {
    const texts = { quota_per_month: '0', rate_per_minute: ' None ', burst: '' };
    expect(checkOverrides(texts)).toEqual({});
    expect(toOverrides(texts)).toEqual({ quota_per_month: 0, rate_per_minute: null });
  });

  it.each(['-1', '1.5', 'many', '1e3'])('refuse %s', (text) => {
    expect(checkOverrides({ quota_per_month: text, rate_per_minute: '', burst: '' })).toHaveProperty('quota_per_month');
  });
});
