import { introspect, type IntrospectableToken } from './introspection';

const now = new Date('2026-11-02T10:00:00Z');
const issuer = 'https://gate.example/t/acme';
const token: IntrospectableToken = {
  kind: 'access_token',
  gptId: 'gpt_1',
  clientId: 'client_1',
  subscriberId: 'usr_1',
  email: 'ada@example.com',
  scopes: ['openid', 'foods.read'],
  createdAt: new Date('2026-11-02T09:00:00Z'),
  expiresAt: new Date('2026-11-02T10:00:01Z'),
  rotatedAt: null,
  revoked: false,
  blocked: false,
};
const asked = (changes: Partial<IntrospectableToken>): unknown =>
  introspect({ ...token, ...changes }, { gptId: 'gpt_1' }, issuer, now);

describe('introspection', () => {
  it('describes a token that may be used', () => {
    expect(asked({})).toEqual({
      active: true,
      iss: issuer,
      sub: 'usr_1',
      aud: 'client_1',
      client_id: 'client_1',
      username: 'ada@example.com',
      scope: 'openid foods.read',
      token_type: 'bearer',
      iat: 1793610000,
      exp: 1793613601,
    });
  });

  it('states no scope where none was granted', () => {
    expect(asked({ scopes: [] })).not.toHaveProperty('scope');
  });

  it('never calls a refresh token a bearer token', () => {
    expect(asked({ kind: 'refresh_token' })).toMatchObject({ active: true });
    expect(asked({ kind: 'refresh_token' })).not.toHaveProperty('token_type');
  });

  it.each<[string, Partial<IntrospectableToken>]>([
    ['an expired token', { expiresAt: now }],
    ['a revoked token', { revoked: true }],
    ["another GPT's token", { gptId: 'gpt_2' }],
    ["a blocked person's token", { blocked: true }],
    ['a parent whose grace is over', { kind: 'refresh_token', rotatedAt: new Date(now.getTime() - 60_000) }],
  ])('says of %s exactly that it is not active', (_what, changes) => {
    expect(asked(changes)).toStrictEqual({ active: false });
  });

  it('says of an unknown token exactly that it is not active', () => {
    expect(introspect(null, { gptId: 'gpt_1' }, issuer, now)).toStrictEqual({ active: false });
  });

  it('counts a parent as usable while it answers with its child', () => {
    expect(asked({ kind: 'refresh_token', rotatedAt: new Date(now.getTime() - 59_999) })).toMatchObject({ active: true });
  });
});
