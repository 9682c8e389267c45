import fc from 'fast-check';
import { ID_KINDS, type IdKind, isId, parseId } from './id';

const suffix = '01h455vb4pex5vsknk084sn02q';

describe('parseId', () => {
  it('reads an id of the kind asked for', () => {
    expect(parseId('gpt', `gpt_${suffix}`)).toBe(`gpt_${suffix}`);
  });

  it('answers null for an id of another kind', () => {
    expect(parseId('gpt', `usr_${suffix}`)).toBeNull();
  });

  it.each([
    ['nothing', ''],
    ['the prefix alone', 'gpt_'],
    ['no prefix', suffix],
    ['an empty prefix', `_${suffix}`],
    ['a prefix of two parts', `my_gpt_${suffix}`],
    ['upper case', `gpt_${suffix.toUpperCase()}`],
    ['a letter outside of the alphabet', `gpt_${suffix.slice(0, 25)}u`],
    ['a value above 128 bits', `gpt_8${suffix.slice(1)}`],
    ['one character too many', `gpt_${suffix}0`],
    ['a trailing line break', `gpt_${suffix}\n`],
    ['a zero byte', `gpt_${suffix.slice(0, 25)}\0`],
    ['a letter of several bytes', `gpt_${suffix.slice(0, 25)}é`],
    ['a number', 42],
    ['a list', [`gpt_${suffix}`]],
    ['null', null],
    ['undefined', undefined],
  ])('answers null for %s', (_what, value) => {
    expect(parseId('gpt', value)).toBeNull();
  });

  it('never throws, whatever comes in', () => {
    fc.assert(
      fc.property(fc.constantFrom(...(Object.keys(ID_KINDS) as IdKind[])), fc.anything(), (kind, value) => {
        expect(() => parseId(kind, value)).not.toThrow();
      }),
    );
  });

  it('accepts whatever keeps to the alphabet and nothing else', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-7][0-9a-hjkmnp-tv-z]{25}$/), (text) => {
        expect(isId('atk', `atk_${text}`)).toBe(true);
      }),
    );
  });
});
