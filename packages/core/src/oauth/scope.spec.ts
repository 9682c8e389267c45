import fc from 'fast-check';
import { coversScope, formatScope, isScopeName, parseScope } from './scope';

describe('parseScope', () => {
  it('reads names in order, each once', () => {
    expect(parseScope('foods.read foods:write foods.read')).toEqual(['foods.read', 'foods:write']);
  });

  it('forgives spaces around and between names', () => {
    expect(parseScope('  a   b ')).toEqual(['a', 'b']);
    expect(parseScope(' ')).toEqual([]);
  });

  it.each(['a"b', 'a\\b', 'a\tb', 'a\nb', 'é', 'a\0', 'x'.repeat(101)])('refuses %j (RFC 6749 3.3)', (text) => {
    expect(parseScope(text)).toBeNull();
  });

  it('reads back whatever formatScope wrote', () => {
    const name = fc.string({ minLength: 1, maxLength: 20 }).filter(isScopeName);
    fc.assert(fc.property(fc.uniqueArray(name), (names) => expect(parseScope(formatScope(names))).toEqual(names)));
  });
});

describe('coversScope', () => {
  it('holds for a subset and for nothing, not for more', () => {
    expect(coversScope(['a', 'b'], ['b'])).toBe(true);
    expect(coversScope([], [])).toBe(true);
    expect(coversScope(['a'], ['a', 'b'])).toBe(false);
  });
});
