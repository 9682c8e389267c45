import type { AuthenticatedClient } from './check-client-secret';
import { decideRevocation } from './revocation';

const client = { gptId: 'gpt_1', type: 'confidential' } as AuthenticatedClient;
const own = { gptId: 'gpt_1', revokedAt: null };

describe('revocation', () => {
  it('takes an access token alone', () => {
    expect(decideRevocation(client, { ...own, kind: 'access_token' })).toEqual({ kind: 'access_token' });
  });

  it('takes a refresh token with its family and their access tokens (RFC 7009 2.1)', () => {
    expect(decideRevocation(client, { ...own, kind: 'refresh_token' })).toEqual({ kind: 'family' });
  });

  it('has nothing to do for an unknown token and for one that is revoked', () => {
    expect(decideRevocation(client, null)).toEqual({ kind: 'nothing' });
    expect(decideRevocation(client, { ...own, kind: 'refresh_token', revokedAt: new Date(0) })).toEqual({ kind: 'nothing' });
  });

  it("refuses another client's token, revoked or not", () => {
    for (const revokedAt of [null, new Date(0)])
      expect(decideRevocation(client, { kind: 'access_token', gptId: 'gpt_2', revokedAt })).toMatchObject({
        kind: 'refused',
        error: 'invalid_grant',
      });
  });
});
