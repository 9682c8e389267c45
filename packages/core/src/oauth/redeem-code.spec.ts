import type { AuthenticatedClient } from './check-client-secret';
import type { CodeRedemption } from './parse-token-request';
import { s256Challenge } from './pkce';
import { redeemCode, type StoredCode } from './redeem-code';

const issued = new Date('2026-01-01T00:00:00Z');
const after = (seconds: number): Date => new Date(issued.getTime() + seconds * 1000);
const verifier = 'v'.repeat(43);
const client = { gptId: 'gpt_1', type: 'confidential' } as AuthenticatedClient;
const publicClient = { gptId: 'gpt_1', type: 'public' } as AuthenticatedClient;
const plain: StoredCode = {
  gptId: 'gpt_1',
  redirectUri: 'https://a.example/cb',
  codeChallenge: null,
  createdAt: issued,
  expiresAt: after(60),
  redeemedAt: null,
  grantRevoked: false,
};
const pkce: StoredCode = { ...plain, codeChallenge: s256Challenge(verifier) };
const used = (code: StoredCode): StoredCode => ({ ...code, redeemedAt: after(1) });
const request: CodeRedemption = {
  grantType: 'authorization_code',
  code: 'c',
  redirectUri: 'https://a.example/cb',
  codeVerifier: null,
};
const withVerifier = { ...request, codeVerifier: verifier };

describe('redeemCode', () => {
  it('issues for the right client, redirect URI and time', () => {
    expect(redeemCode(request, client, plain, after(59.999))).toEqual({ kind: 'issue' });
  });

  it('issues for the right verifier, also to a public client', () => {
    expect(redeemCode(withVerifier, client, pkce, after(1))).toEqual({ kind: 'issue' });
    expect(redeemCode(withVerifier, publicClient, pkce, after(1))).toEqual({ kind: 'issue' });
  });

  it.each([
    ['an unknown code', request, client, null, 1],
    ["another client's code", request, { ...client, gptId: 'gpt_2' }, plain, 1],
    ['another redirect URI', { ...request, redirectUri: 'https://a.example/other' }, client, plain, 1],
    ['an expired code, from the very second', request, client, plain, 60],
    ['a code older than 60 s, although its GPT says it lives longer', request, client, { ...plain, expiresAt: after(600) }, 60],
    ['a code whose GPT gave it less', request, client, { ...plain, expiresAt: after(10) }, 10],
    ['a code of a withdrawn consent', request, client, { ...plain, grantRevoked: true }, 1],
    ['a challenge without its verifier', request, client, pkce, 1],
    ['a wrong verifier', { ...request, codeVerifier: 'w'.repeat(43) }, client, pkce, 1],
    ['a verifier without a challenge', withVerifier, client, plain, 1],
    ['a public client without PKCE', request, publicClient, plain, 1],
  ])('rejects %s', (_what, asked, by, stored, seconds) => {
    expect(redeemCode(asked, by, stored, after(seconds))).toMatchObject({ kind: 'reject', refusal: { error: 'invalid_grant' } });
  });

  it('calls a second valid redemption a replay, also long after the code expired', () => {
    expect(redeemCode(request, client, used(plain), after(2))).toMatchObject({
      kind: 'replay',
      refusal: { error: 'invalid_grant' },
    });
    expect(redeemCode(withVerifier, client, used(pkce), after(86_400))).toMatchObject({ kind: 'replay' });
  });

  it.each([
    ["another client's request", request, { ...client, gptId: 'gpt_2' }, plain],
    ['a wrong redirect URI', { ...request, redirectUri: 'https://a.example/other' }, client, plain],
    ['a wrong verifier', { ...request, codeVerifier: 'w'.repeat(43) }, client, pkce],
    ['a missing verifier', request, client, pkce],
    ['an uncalled-for verifier', withVerifier, client, plain],
  ])('lets %s on a used code revoke nothing', (_what, asked, by, stored) => {
    expect(redeemCode(asked, by, used(stored), after(2)).kind).toBe('reject');
  });

  it('answers reject and replay in the same words', () => {
    const rejected = redeemCode(request, client, null, issued);
    const replayed = redeemCode(request, client, used(plain), issued);
    expect(rejected).toEqual({ ...replayed, kind: 'reject' });
  });
});
