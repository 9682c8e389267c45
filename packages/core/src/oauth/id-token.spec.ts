import { createHash } from 'node:crypto';
import { ID_TOKEN_TTL_SECONDS, idTokenClaims, type IdTokenFacts, wantsIdToken } from './id-token';

const now = new Date('2026-11-02T10:00:00.900Z');
const facts: IdTokenFacts = {
  issuer: 'https://gate.example/t/acme',
  clientId: 'client_1',
  person: { id: 'usr_1', email: 'ada@example.com', emailVerified: true, name: 'Ada' },
  scopes: ['openid'],
  authTime: new Date('2026-11-02T09:00:00.900Z'),
  nonce: null,
  accessToken: 'gth_at_x',
};

describe('the ID token', () => {
  it('says who signed in when, for whom, and until when, in whole seconds', () => {
    expect(idTokenClaims(facts, now)).toEqual({
      iss: 'https://gate.example/t/acme',
      sub: 'usr_1',
      aud: 'client_1',
      exp: 1793613600 + ID_TOKEN_TTL_SECONDS,
      iat: 1793613600,
      auth_time: 1793610000,
      at_hash: createHash('sha256').update('gth_at_x').digest().subarray(0, 16).toString('base64url'),
    });
  });

  it('echoes the nonce that came, and has none when none came', () => {
    expect(idTokenClaims({ ...facts, nonce: 'n-0S6_WzA2Mj é' }, now).nonce).toBe('n-0S6_WzA2Mj é');
    expect(idTokenClaims(facts, now)).not.toHaveProperty('nonce');
  });

  it('names the person as far as the scopes reach', () => {
    expect(idTokenClaims({ ...facts, scopes: ['openid', 'email'] }, now)).toMatchObject({
      email: 'ada@example.com',
      email_verified: true,
    });
    expect(idTokenClaims({ ...facts, scopes: ['openid', 'email'] }, now)).not.toHaveProperty('name');
    expect(idTokenClaims({ ...facts, scopes: ['openid', 'profile'] }, now)).toMatchObject({ name: 'Ada' });
    expect(idTokenClaims({ ...facts, scopes: ['openid', 'profile'] }, now)).not.toHaveProperty('email');
  });

  it('has the at_hash of the example in OpenID Connect Core A.3', () => {
    const accessToken = 'jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y';
    expect(idTokenClaims({ ...facts, accessToken }, now).at_hash).toBe('77QmUPtjPfzWtF2AnpK9RQ');
  });

  it('belongs to answers whose scope has openid', () => {
    expect(wantsIdToken(['email', 'openid'])).toBe(true);
    expect(wantsIdToken(['email'])).toBe(false);
  });
});
