import fc from 'fast-check';
import { textFaults } from './text-faults';

describe('textFaults', () => {
  it('finds nothing in what JSON usually holds', () => {
    expect(textFaults({ name: 'Ünï 🥝', list: [1, null, true, { a: '' }] })).toEqual([]);
  });

  it.each([
    ['a zero byte', { a: { b: ['x', 'y\0'] } }, 'a.b.1'],
    ['half of a surrogate pair', { a: '\ud800' }, 'a'],
    ['a zero byte in a name', { a: { 'b\0': 1 } }, 'a'],
    ['a name that could be a prototype', { a: { constructor: 1 } }, 'a'],
  ])('names where %s stands', (_what, value, field) => {
    expect(textFaults(value)).toMatchObject([{ field }]);
  });

  it('ends on any depth and any breadth', () => {
    let deep: unknown = 'x';
    for (let n = 0; n < 100_000; n += 1) deep = [deep];
    expect(textFaults(deep)).toHaveLength(1);
    expect(textFaults(Array<string>(100_000).fill('\0')).length).toBeLessThanOrEqual(10);
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        expect(() => textFaults(value)).not.toThrow();
      }),
    );
  });
});
