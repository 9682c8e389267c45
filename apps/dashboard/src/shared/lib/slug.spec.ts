import { buildSlug, checkSlug } from './slug';

describe('buildSlug', () => {
  it.each([
    ['Acme Cooking', 'acme-cooking'],
    ["Ada's Café & Söhne", 'adas-cafe-sohne'],
    ['  --Already--slugged-- ', 'already-slugged'],
    ['日本', ''],
  ])('suggests an address for %j', (name, slug) => {
    expect(buildSlug(name)).toBe(slug);
  });

  it('never ends in a hyphen where it was cut', () => {
    const slug = buildSlug(`${'a'.repeat(39)} tail`);
    expect(slug).toBe('a'.repeat(39));
  });
});

describe('checkSlug', () => {
  it.each(['acme', 'a1b', 'acme-cooking-2', ''])('accepts %j', (slug) => {
    expect(checkSlug(slug)).toBeUndefined();
  });

  it.each(['ab', '-acme', 'acme-', 'ac--me', 'Acme', 'ac me'])('refuses %j with a reason', (slug) => {
    expect(checkSlug(slug)).toEqual(expect.any(String));
  });
});
