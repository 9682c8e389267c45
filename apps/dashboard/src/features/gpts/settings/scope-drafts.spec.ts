import { checkScopes, toDrafts, toScopes } from './scope-drafts';

const scope = (name: string, description = 'A sentence') => ({ name, description, default: true });
const wrongFields = (...scopes: ReturnType<typeof scope>[]) =>
  [...checkScopes(toDrafts(scopes)).entries()].map(([key, messages]) => [key, Object.keys(messages)]);

describe('checkScopes', () => {
  it('accepts what RFC 6749 allows in a scope token', () => {
    expect(wrongFields(scope('foods.read'), scope('https://a.example/x'), scope('a:b'))).toEqual([]);
  });

  it('points at names that are missing, spaced, quoted or taken', () => {
    expect(wrongFields(scope(''), scope('two words'), scope('q"'), scope('same'), scope('same'))).toEqual([
      [0, ['name']],
      [1, ['name']],
      [2, ['name']],
      [4, ['name']],
    ]);
  });

  it('wants a sentence for people', () => {
    expect(wrongFields(scope('foods.read', '  '))).toEqual([[0, ['description']]]);
  });
});

it('gives back what was put in, without the keys of the editor', () => {
  const scopes = [scope('a'), { ...scope('b'), default: false }];
  expect(toScopes(toDrafts(scopes))).toEqual(scopes);
});
