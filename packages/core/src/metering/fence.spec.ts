import { abandonedMarks, CHANGE_PATIENCE_MS, coversEarlierReading, mayRemember, NO_FENCE, partsOf } from './fence';

const now = 1_700_000_000_000;
const fence = (gpt: string, subscriber: string): string => `${now - 900_000}-e,${gpt},${subscriber}`;

describe('the fence', () => {
  it('lets a reading be remembered, unless there is no fence or a change is in flight', () => {
    expect(mayRemember(fence('', ''))).toBe(true);
    expect(mayRemember(fence(`${now}-a`, `${now}-b`))).toBe(true);
    expect(mayRemember(NO_FENCE)).toBe(false);
    expect(mayRemember(fence('', `!${now}-b`))).toBe(false);
  });

  it('covers an earlier reading when nothing moved since it began', () => {
    expect(coversEarlierReading(fence('', ''), now, 5)).toBe(true);
    expect(coversEarlierReading(fence(`${now - 60_000}-a`, ''), now, 5)).toBe(true);
  });

  it.each([
    ['the subscriber moved after it', fence('', `${now - 100}-b`)],
    ['the GPT moved shortly before it', fence(`${now - 1_004}-a`, '')],
    ['a change is in flight', fence('', `!${now - 90_000}-b`)],
    ['Redis lost its data after it', `${now - 3}-e,,`],
    ['there is no fence', NO_FENCE],
  ])('does not cover an earlier reading when %s', (_what, text) => {
    expect(coversEarlierReading(text, now, 5)).toBe(false);
  });

  it('counts a change as abandoned only after longer than any transaction lives', () => {
    expect(abandonedMarks(`!${now - CHANGE_PATIENCE_MS - 1}-a`, now)).toEqual([`${now - CHANGE_PATIENCE_MS - 1}-a`]);
    expect(abandonedMarks(`!${now - CHANGE_PATIENCE_MS}-a`, now)).toEqual([]);
    expect(abandonedMarks(`${now - CHANGE_PATIENCE_MS - 1}-a`, now)).toEqual([]);
    expect(abandonedMarks('', now)).toEqual([]);
  });

  it('tells abandoned changes from those beside them that are still in flight', () => {
    const [dead, living] = [`${now - CHANGE_PATIENCE_MS - 1}-a`, `${now - 5}-b`];
    expect(abandonedMarks(`!${dead};${living}`, now)).toEqual([dead]);
  });

  it('comes apart into what stands in Redis', () => {
    expect(partsOf('1-e,2-g,!3-s')).toEqual({ epoch: '1-e', gpt: '2-g', subscriber: '!3-s' });
    expect(partsOf('1-e,,')).toEqual({ epoch: '1-e', gpt: '', subscriber: '' });
  });
});
