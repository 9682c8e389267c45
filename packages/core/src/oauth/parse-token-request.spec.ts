import fc from 'fast-check';
import { pairsFromForm } from './parameters';
import { parseTokenRequest } from './parse-token-request';

const read = (form: string) => parseTokenRequest(pairsFromForm(form));

describe('parseTokenRequest', () => {
  it('reads a code redemption', () => {
    expect(
      read('grant_type=authorization_code&code=c&redirect_uri=https%3A%2F%2Fa.example%2Fcb&client_id=x&client_secret=y'),
    ).toEqual({
      kind: 'request',
      request: { grantType: 'authorization_code', code: 'c', redirectUri: 'https://a.example/cb', codeVerifier: null },
    });
  });

  it('carries the code_verifier, and takes an empty one as absent', () => {
    expect(read('grant_type=authorization_code&code=c&redirect_uri=r&code_verifier=v')).toMatchObject({
      request: { codeVerifier: 'v' },
    });
    expect(read('grant_type=authorization_code&code=c&redirect_uri=r&code_verifier=')).toMatchObject({
      request: { codeVerifier: null },
    });
  });

  it('reads a refresh, with and without a narrower scope', () => {
    expect(read('grant_type=refresh_token&refresh_token=t')).toEqual({
      kind: 'request',
      request: { grantType: 'refresh_token', refreshToken: 't', scopes: null },
    });
    expect(read('grant_type=refresh_token&refresh_token=t&scope=a+b')).toMatchObject({ request: { scopes: ['a', 'b'] } });
    expect(read('grant_type=refresh_token&refresh_token=t&scope=+')).toMatchObject({ request: { scopes: null } });
  });

  it.each([
    ['nothing', '', 'invalid_request'],
    ['no grant_type', 'code=c&redirect_uri=r', 'invalid_request'],
    ['the password grant', 'grant_type=password&username=a&password=b', 'unsupported_grant_type'],
    ['client_credentials', 'grant_type=client_credentials', 'unsupported_grant_type'],
    ['a grant_type in another case', 'grant_type=Authorization_Code&code=c&redirect_uri=r', 'unsupported_grant_type'],
    ['no code', 'grant_type=authorization_code&redirect_uri=r', 'invalid_request'],
    ['an empty code', 'grant_type=authorization_code&code=&redirect_uri=r', 'invalid_request'],
    ['no redirect_uri', 'grant_type=authorization_code&code=c', 'invalid_request'],
    ['no refresh_token', 'grant_type=refresh_token', 'invalid_request'],
    ['a repeated grant_type', 'grant_type=refresh_token&grant_type=refresh_token&refresh_token=t', 'invalid_request'],
    ['a repeated code', 'grant_type=authorization_code&code=c&code=d&redirect_uri=r', 'invalid_request'],
    ['a malformed scope', 'grant_type=refresh_token&refresh_token=t&scope=a%22', 'invalid_scope'],
    ['an oversized code', `grant_type=authorization_code&code=${'c'.repeat(513)}&redirect_uri=r`, 'invalid_request'],
    [
      'an oversized verifier',
      `grant_type=authorization_code&code=c&redirect_uri=r&code_verifier=${'v'.repeat(513)}`,
      'invalid_request',
    ],
    ['an oversized refresh_token', `grant_type=refresh_token&refresh_token=${'t'.repeat(513)}`, 'invalid_request'],
    ['an oversized grant_type', `grant_type=${'t'.repeat(201)}`, 'invalid_request'],
  ])('answers %s with the error of RFC 6749 5.2', (_what, form, error) => {
    expect(read(form)).toMatchObject({ kind: 'refused', error });
  });

  it('describes errors only in characters that RFC 6749 5.2 allows', () => {
    const names = fc.constantFrom('grant_type', 'code', 'redirect_uri', 'refresh_token', 'scope');
    const values = fc.oneof(fc.constantFrom('authorization_code', 'refresh_token'), fc.string());
    fc.assert(
      fc.property(fc.array(fc.tuple(names, values)), (pairs) => {
        const decision = parseTokenRequest(pairs);
        if (decision.kind === 'refused') expect(decision.description).toMatch(/^[\x20\x21\x23-\x5b\x5d-\x7e]+$/);
      }),
    );
  });
});
