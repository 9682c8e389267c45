import fc from 'fast-check';
import { redirectAnswer } from './redirect-answer';
import { proveRedirectUri, type ProvenRedirectUri } from './redirect-uri';

const issuer = 'https://gate.example/t/acme';
const proven = (uri: string): ProvenRedirectUri => {
  const found = proveRedirectUri([uri], uri);
  if (found === null) throw new Error('not proven');
  return found;
};
const code = { kind: 'code', code: 'gth_ac_x' } as const;

describe('redirectAnswer', () => {
  it('gives code, state and iss', () => {
    expect(redirectAnswer(proven('https://a.example/cb'), code, 's 1', issuer)).toBe(
      'https://a.example/cb?code=gth_ac_x&state=s%201&iss=https%3A%2F%2Fgate.example%2Ft%2Facme',
    );
  });

  it('gives error, description, state and iss', () => {
    const answer = { kind: 'error', error: 'access_denied', description: 'No.' } as const;
    const url = new URL(redirectAnswer(proven('https://a.example/cb'), answer, 's', issuer));
    expect(Object.fromEntries(url.searchParams)).toEqual({
      error: 'access_denied',
      error_description: 'No.',
      state: 's',
      iss: issuer,
    });
  });

  it('sends no state when none came', () => {
    expect(redirectAnswer(proven('https://a.example/cb'), code, null, issuer)).not.toContain('state');
  });

  it.each([
    ['https://a.example/cb?x=1', 'https://a.example/cb?x=1&code='],
    ['https://a.example/cb?', 'https://a.example/cb?code='],
    ['https://a.example/cb?x=1&', 'https://a.example/cb?x=1&code='],
    ['https://a.example/%7Ecb?x=%2f', 'https://a.example/%7Ecb?x=%2f&code='],
  ])('keeps %s as registered and adds to it', (uri, start) => {
    expect(redirectAnswer(proven(uri), code, null, issuer).startsWith(start)).toBe(true);
  });

  it('cannot be handed a URI that was not proven: that does not compile', () => {
    // @ts-expect-error a plain string is no ProvenRedirectUri
    expect(redirectAnswer('https://evil.example/', code, null, issuer)).toBeDefined();
  });

  it('returns every state byte for byte', () => {
    const state = fc.string({ unit: 'binary', minLength: 1 }).filter((text) => text.isWellFormed());
    fc.assert(
      fc.property(state, (text) => {
        const url = redirectAnswer(proven('https://a.example/cb?x=1'), code, text, issuer);
        expect(new URL(url).searchParams.get('state')).toBe(text);
        expect(url).toMatch(/^[\x21-\x7e]+$/);
      }),
    );
  });
});
