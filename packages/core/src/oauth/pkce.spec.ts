import { isS256Challenge, s256Challenge, verifierFits } from './pkce';

describe('PKCE', () => {
  // RFC 7636 appendix B.
  const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
  const challenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';

  it('agrees with the example of RFC 7636', () => {
    expect(s256Challenge(verifier)).toBe(challenge);
    expect(verifierFits(challenge, verifier)).toBe(true);
    expect(isS256Challenge(challenge)).toBe(true);
  });

  it.each(['', 'x', verifier.slice(1), `${verifier}x`, verifier.toLowerCase(), challenge])('refuses the verifier %j', (wrong) => {
    expect(verifierFits(challenge, wrong)).toBe(false);
  });

  it('refuses a verifier outside of the syntax although its hash fits: short ones can be guessed', () => {
    expect(verifierFits(s256Challenge('short'), 'short')).toBe(false);
    expect(verifierFits(s256Challenge('v'.repeat(129)), 'v'.repeat(129))).toBe(false);
    expect(verifierFits(s256Challenge('é'.repeat(43)), 'é'.repeat(43))).toBe(false);
  });
});
