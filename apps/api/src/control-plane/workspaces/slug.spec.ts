import fc from 'fast-check';
import { slugFault, slugFrom } from './slug';

describe('slugFault', () => {
  it.each(['acme', 'acme-foods', 'a1b', '2fast', 'a'.repeat(40)])('takes %s', (slug) => {
    expect(slugFault(slug)).toBeNull();
  });

  it.each([
    'ab',
    '',
    'Acme',
    'acme_foods',
    '-acme',
    'acme-',
    'acme--foods',
    'acme foods',
    'acmé',
    'a'.repeat(41),
    'acme/../x',
    'acme\n',
    'admin',
    'oauth',
  ])('refuses %j', (slug) => {
    expect(slugFault(slug)).not.toBeNull();
  });
});

describe('slugFrom', () => {
  it.each([
    ['Acme Foods', 'acme-foods'],
    ['  Café & Bar!  ', 'cafe-bar'],
    ['Admin', 'workspace-one'],
    ['寿司', 'workspace-one'],
    ['x', 'workspace-one'],
    ['A very long name that goes on and on and on', 'a-very-long-name-that-goes-on-and-on-and'],
  ])('makes of %j %s', (name, slug) => {
    expect(slugFrom(name, '')).toBe(slug);
  });

  it('always makes one that is allowed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.constantFrom('', '2', 'k3x9'), (name, suffix) => {
        expect(slugFault(slugFrom(name, suffix))).toBeNull();
      }),
    );
  });
});
