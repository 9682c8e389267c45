import fc from 'fast-check';
import { parsePresentedCredential } from './presented-credential';

const key = `gth_sk_${'k'.repeat(43)}`;
const token = `gth_at_${'t'.repeat(43)}`;
const basic = (text: string): string => `Basic ${Buffer.from(text).toString('base64')}`;
const presented = (kind: string, secret: string) => ({ kind: 'presented', credential: { kind, secret } });

describe('parsePresentedCredential', () => {
  it('takes an access token as Bearer and in no other way (RFC 6750 2.1)', () => {
    expect(parsePresentedCredential(`Bearer ${token}`, undefined)).toEqual(presented('access_token', token));
    for (const authorization of [basic(`${token}:`), basic(`:${token}`), `Basic ${token}`, token]) {
      expect(parsePresentedCredential(authorization, undefined)).toEqual({ kind: 'absent' });
    }
    expect(parsePresentedCredential(undefined, token)).toEqual({ kind: 'absent' });
  });

  it.each([
    ['as Bearer', `Bearer ${key}`, undefined],
    ['as the user name of Basic', basic(`${key}:`), undefined],
    ['as the user name of Basic beside a password', basic(`${key}:x`), undefined],
    ['as the password of Basic', basic(`gatehouse:${key}`), undefined],
    ['as the password of Basic without a user name', basic(`:${key}`), undefined],
    ['encoded alone under Basic', basic(key), undefined],
    ['bare under Basic, as the GPT editor sends it', `Basic ${key}`, undefined],
    ['in the custom header', undefined, key],
    ['in the custom header, beside an Authorization of somebody else’s', basic('ada:secret'), ` ${key} `],
  ])('takes a service key %s', (_how, authorization, header) => {
    expect(parsePresentedCredential(authorization, header)).toEqual(presented('service_key', key));
  });

  it('does not choose between two credentials', () => {
    expect(parsePresentedCredential(`Bearer ${token}`, key)).toEqual({ kind: 'ambiguous' });
    expect(parsePresentedCredential(`Bearer ${key}`, key)).toEqual({ kind: 'ambiguous' });
  });

  it.each([
    ['nothing', undefined],
    ['a key that is cut off', `Bearer ${key.slice(0, -1)}`],
    ['a key with more behind it', `Bearer ${key}x`],
    ['Basic of other people', basic('ada:lovelace')],
    ['a scheme of other people', `Digest ${key}`],
  ])('sees no credential in %s', (_what, authorization) => {
    expect(parsePresentedCredential(authorization, undefined)).toEqual({ kind: 'absent' });
  });

  it('never throws, whatever the headers hold', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (authorization, header) => {
        expect(() => parsePresentedCredential(authorization, header)).not.toThrow();
        expect(() => parsePresentedCredential(`Basic ${authorization}`, header)).not.toThrow();
      }),
    );
  });
});
