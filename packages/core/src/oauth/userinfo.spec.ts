import { decideUserinfo, type UserinfoToken } from './userinfo';

const now = new Date('2026-11-02T10:00:00Z');
const token: UserinfoToken = {
  scopes: ['openid'],
  expiresAt: new Date('2026-11-02T10:00:01Z'),
  revoked: false,
  blocked: false,
  person: { id: 'usr_1', email: 'ada@example.com', emailVerified: false, name: 'Ada' },
};
const claims = (changes: Partial<UserinfoToken>): unknown => {
  const decision = decideUserinfo({ ...token, ...changes }, now);
  return decision.kind === 'claims' ? decision.claims : decision.kind;
};

describe('userinfo', () => {
  it('says only who it is when only openid was granted', () => {
    expect(claims({})).toEqual({ sub: 'usr_1' });
  });

  it('adds what email and profile open, and nothing that is unknown', () => {
    expect(claims({ scopes: ['openid', 'email'] })).toEqual({ sub: 'usr_1', email: 'ada@example.com', email_verified: false });
    expect(claims({ scopes: ['openid', 'profile'] })).toEqual({ sub: 'usr_1', name: 'Ada' });
    expect(claims({ scopes: ['openid', 'profile'], person: { ...token.person, name: null } })).toEqual({ sub: 'usr_1' });
    expect(claims({ scopes: ['openid', 'offline_access', 'foods.read'] })).toEqual({ sub: 'usr_1' });
  });

  it('wants openid, whatever else was granted', () => {
    expect(claims({ scopes: ['email', 'profile'] })).toBe('insufficient_scope');
  });

  it('answers unknown, expired and revoked alike', () => {
    expect(decideUserinfo(null, now)).toEqual({ kind: 'invalid_token' });
    expect(claims({ expiresAt: now })).toBe('invalid_token');
    expect(claims({ revoked: true })).toBe('invalid_token');
    expect(claims({ revoked: true, blocked: true })).toBe('invalid_token');
  });

  it('tells a blocked person apart from one who should sign in again', () => {
    expect(claims({ blocked: true })).toBe('access_blocked');
  });
});
