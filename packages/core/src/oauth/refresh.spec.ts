import fc from 'fast-check';
import type { AuthenticatedClient } from './check-client-secret';
import type { RefreshRequest } from './parse-token-request';
import { decideRefresh, type StoredRefreshToken } from './refresh';

const start = new Date('2026-01-01T00:00:00Z');
const after = (seconds: number): Date => new Date(start.getTime() + seconds * 1000);
const client = { gptId: 'gpt_1', type: 'confidential' } as AuthenticatedClient;
const token: StoredRefreshToken = {
  gptId: 'gpt_1',
  scopes: ['a', 'b'],
  idleExpiresAt: after(1000),
  absoluteExpiresAt: after(5000),
  rotatedAt: null,
  revokedAt: null,
  grantRevoked: false,
};
const request: RefreshRequest = { grantType: 'refresh_token', refreshToken: 't', scopes: null };
const rotated = { ...token, rotatedAt: start };

describe('decideRefresh', () => {
  it('rotates the youngest token, with what was granted', () => {
    expect(decideRefresh(request, client, token, after(999))).toEqual({ kind: 'rotate', accessScopes: ['a', 'b'] });
  });

  it('narrows when asked', () => {
    expect(decideRefresh({ ...request, scopes: ['b'] }, client, token, start)).toEqual({ kind: 'rotate', accessScopes: ['b'] });
  });

  it('never widens', () => {
    const wider = { ...request, scopes: ['a', 'c'] };
    expect(decideRefresh(wider, client, token, start)).toMatchObject({ kind: 'reject', refusal: { error: 'invalid_scope' } });
    expect(decideRefresh(wider, client, rotated, after(1))).toMatchObject({
      kind: 'reject',
      refusal: { error: 'invalid_scope' },
    });
  });

  it('gives the same child within 60 s of the first rotation', () => {
    expect(decideRefresh(request, client, rotated, start)).toEqual({ kind: 'same_child' });
    expect(decideRefresh(request, client, rotated, after(59.999))).toEqual({ kind: 'same_child' });
  });

  it('calls it reuse afterwards, even when the token has expired by then', () => {
    expect(decideRefresh(request, client, rotated, after(60))).toMatchObject({
      kind: 'reuse',
      refusal: { error: 'invalid_grant' },
    });
    expect(decideRefresh(request, client, rotated, after(100_000))).toMatchObject({ kind: 'reuse' });
  });

  it.each([
    ['an unknown token', client, null, 0],
    ["another client's token", { ...client, gptId: 'gpt_2' }, token, 0],
    ["another client's rotated token, which revokes nothing", { ...client, gptId: 'gpt_2' }, rotated, 100],
    ['a revoked token', client, { ...token, revokedAt: start }, 0],
    ['a token of a withdrawn consent', client, { ...token, grantRevoked: true }, 0],
    ['a revoked token within its grace', client, { ...rotated, revokedAt: start }, 1],
    ['a token idle for too long', client, token, 1000],
    ['a token past its absolute end', client, { ...token, idleExpiresAt: after(9000) }, 5000],
    ['a rotated token whose child could not live', client, { ...rotated, absoluteExpiresAt: after(10) }, 10],
  ])('rejects %s', (_what, by, stored, seconds) => {
    expect(decideRefresh(request, by, stored, after(seconds))).toMatchObject({
      kind: 'reject',
      refusal: { error: 'invalid_grant' },
    });
  });

  it('grants, whatever is asked, nothing beyond what was granted', () => {
    fc.assert(
      fc.property(fc.subarray(['a', 'b', 'c', 'd']), fc.subarray(['a', 'b', 'c', 'd']), (granted, asked) => {
        const decision = decideRefresh({ ...request, scopes: asked }, client, { ...token, scopes: granted }, start);
        if (decision.kind === 'rotate') expect(granted).toEqual(expect.arrayContaining([...decision.accessScopes]));
      }),
    );
  });
});
