import fc from 'fast-check';
import { bearerChallenge, parseBearer } from './bearer';

describe('parseBearer', () => {
  it.each(['Bearer gth_at_aB-_9', 'bearer gth_at_aB-_9', 'BEARER   gth_at_aB-_9', ' Bearer gth_at_aB-_9 '])(
    'reads %j',
    (header) => {
      expect(parseBearer(header)).toEqual({ kind: 'token', token: 'gth_at_aB-_9' });
    },
  );

  it.each([undefined, null, '', ' ', 'Basic YTpi', 'Bearerx abc', 'token abc'])('finds no token in %j', (header) => {
    expect(parseBearer(header)).toEqual({ kind: 'absent' });
  });

  it.each([
    'Bearer',
    'Bearer ',
    'Bearer a b',
    'Bearer a,b',
    'Bearer é',
    'Bearer "a"',
    'Bearer a\tb',
    `Bearer ${'a'.repeat(513)}`,
  ])('calls %j malformed', (header) => expect(parseBearer(header)).toEqual({ kind: 'malformed' }));
});

describe('bearerChallenge', () => {
  it('names no error to a request without a token (RFC 6750 3.1)', () => {
    expect(bearerChallenge('acme')).toBe('Bearer realm="acme"');
  });

  it('names error, description and scope', () => {
    expect(bearerChallenge('acme', { error: 'insufficient_scope', description: 'Needs more.', scope: 'a b' })).toBe(
      'Bearer realm="acme", error="insufficient_scope", error_description="Needs more.", scope="a b"',
    );
  });

  it('cannot be broken out of, whatever it is given', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(bearerChallenge(text)).toMatch(/^Bearer realm="[^"\\\r\n]*"$/);
      }),
    );
  });
});
